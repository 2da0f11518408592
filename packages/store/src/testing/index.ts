export { createTestDatabase, startTestCluster, type TestDatabase } from './postgres.ts';
