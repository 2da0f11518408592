import { startTestCluster } from './src/testing/postgres.ts';

/**
 * For `globalSetup` of any workspace: a PostgreSQL for its tests, shared by the workspaces of one run.
 * `pnpm test:unit` leaves out every test that needs one and says so with TEST_UNIT_ONLY.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_UNIT_ONLY) return undefined;
  const cluster = await startTestCluster();
  return cluster.stop;
}
