import { migrate } from '../postgres/migrate.ts';
import { runCli, withDatabase } from './with-database.ts';

/** `pnpm db:migrate`: brings the database to the newest migration. */
await runCli(async () => {
  const { applied } = await withDatabase((url) => migrate(url, { log: console.log }));
  console.log(applied.length === 0 ? 'nothing to migrate' : `${applied.length} applied`);
  return 0;
});
