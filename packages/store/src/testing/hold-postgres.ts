import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';

/** A starter for tests that kill it: starts PostgreSQL in the named folder, says so, and stays. */
const { url } = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', durable: false });
process.send?.({ url });
setInterval(() => undefined, 60_000);
