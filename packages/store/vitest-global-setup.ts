import { startTestCluster } from './src/testing/postgres.ts';

/** For `globalSetup` of any workspace: a PostgreSQL for its tests, shared by the workspaces of one run. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  return cluster.stop;
}
