/** Getting a database and keeping it in shape: for scripts, tests and readiness, not for requests. */
export { diffDatabase, diffSchema } from './diff.ts';
export {
  startEmbeddedPostgres,
  startThrowAwayPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres.ts';
export { migrate, pendingMigrations } from './migrate.ts';
export { acquireProcessLock, LockHeldError, type ProcessLock, waitForProcessLock } from './process-lock.ts';
