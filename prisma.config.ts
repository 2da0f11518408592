import { defineConfig } from 'prisma/config';

/**
 * For the stock Prisma CLI (`prisma migrate deploy`, `prisma studio`), where its engine can be fetched.
 * `pnpm db:migrate` and `pnpm db:diff` read the same files and need no network.
 */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'node prisma/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
