export { createLaunchpadClient, type LaunchpadClientOptions } from './client.ts';
export type { LaunchpadAccount, LaunchpadCallOptions, LaunchpadClient } from './types.ts';
