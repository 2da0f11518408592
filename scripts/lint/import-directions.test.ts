import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { top } from '../lib/top.ts';
import { whyForbidden } from './import-directions.ts';

const FORBIDDEN: [file: string, specifier: string][] = [
  ['packages/shared/src/alias.ts', '@ubuntu-aliases/store'],
  ['packages/shared/src/alias.ts', 'node:path'],
  ['packages/store/src/alias-store.ts', '../../../apps/api/src/domain/eligibility.ts'],
  ['packages/store/src/alias-store.ts', 'koa'],
  ['packages/dns/src/index.ts', '@ubuntu-aliases/store'],
  ['apps/api/src/domain/eligibility.ts', '@ubuntu-aliases/store'],
  ['apps/api/src/domain/eligibility.ts', '../services/members.ts'],
  ['apps/api/src/domain/eligibility.ts', '../launchpad/client.ts'],
  ['apps/api/src/launchpad/client.ts', '../domain/eligibility.ts'],
  ['apps/api/src/launchpad/client.ts', '../mailer/index.ts'],
  ['apps/api/src/mailer/index.ts', '@ubuntu-aliases/store'],
  ['apps/api/src/mailer/index.ts', '../services/members.ts'],
  ['apps/api/src/services/members.ts', 'koa'],
  ['apps/api/src/services/members.ts', '@koa/router'],
  ['apps/api/src/services/members.ts', '../http/app.ts'],
  ['apps/api/src/services/members.ts', '../jobs/start-jobs.ts'],
  ['apps/api/src/services/members.ts', '@prisma/client'],
  ['apps/api/src/services/members.ts', 'pg'],
  ['apps/api/src/http/app.ts', '@prisma/client'],
  ['apps/api/src/http/routes/me/me.ts', 'pg'],
  ['apps/api/src/http/app.ts', '../jobs/start-jobs.ts'],
  ['apps/api/src/http/app.ts', '../launchpad/index.ts'],
  ['apps/api/src/jobs/start-jobs.ts', '../http/app.ts'],
  ['apps/api/src/jobs/start-jobs.ts', 'koa'],
  ['apps/api/src/main.ts', '@prisma/client'],
  ['apps/api/src/main.ts', '../../sandbox/src/sandbox.ts'],
  ['apps/api/src/main.ts', '@ubuntu-aliases/store/testing'],
  ['apps/api/src/main.test.ts', '../../sandbox/src/sandbox.ts'],
  ['apps/web/src/main.tsx', '@ubuntu-aliases/store'],
  ['apps/web/src/api/client.ts', '../../../api/src/env.ts'],
  ['apps/web/src/routes.tsx', './features/addresses/components/List.tsx'],
  ['apps/web/src/features/account/index.ts', '../addresses/api/useGetAliases.ts'],
  ['apps/sandbox/src/main.ts', '@ubuntu-aliases/store'],
  ['apps/sandbox/src/main.ts', 'pg'],
];

const ALLOWED: [file: string, specifier: string][] = [
  ['packages/shared/src/alias.ts', 'zod'],
  ['packages/store/src/database.ts', '@prisma/adapter-pg'],
  ['apps/api/src/domain/eligibility.ts', '@ubuntu-aliases/shared'],
  ['apps/api/src/services/members.ts', '../domain/eligibility.ts'],
  ['apps/api/src/services/members.ts', '@ubuntu-aliases/dns'],
  ['apps/api/src/services/members.ts', '@ubuntu-aliases/store'],
  ['apps/api/src/http/app.ts', '../services/members.ts'],
  ['apps/api/src/http/app.ts', 'koa'],
  ['apps/api/src/jobs/start-jobs.ts', 'pg-boss'],
  ['apps/api/src/main.ts', './http/app.ts'],
  ['apps/api/src/services/members.test.ts', '@ubuntu-aliases/store/testing'],
  ['apps/api/src/services/members.test.ts', 'pg'],
  ['apps/web/src/features/account/index.ts', '../addresses/index.ts'],
  ['apps/web/src/features/account/index.ts', '../../api/client.ts'],
  ['apps/web/src/features/account/index.ts', './api/useGetAccount.ts'],
  ['scripts/demo.ts', '../apps/sandbox/src/people.ts'],
];

describe('import directions', () => {
  it.each(FORBIDDEN)('%s must not import %s', (file, specifier) => {
    expect(whyForbidden(file, specifier)).toEqual(expect.any(String));
  });

  it.each(ALLOWED)('%s may import %s', (file, specifier) => {
    expect(whyForbidden(file, specifier)).toBeNull();
  });
});

describe('what ESLint reports with this configuration', () => {
  const eslint = new ESLint({ cwd: top });
  const rulesBrokenBy = async (file: string, code: string) => {
    const [result] = await eslint.lintText(code, { filePath: file });
    return result?.messages.map((message) => message.ruleId) ?? [];
  };

  it.each([
    ['apps/api/src/services/virtual.ts', `import Koa from 'koa';\nexport const app = new Koa();\n`],
    ['apps/api/src/http/virtual.ts', `export * from '@prisma/client';\n`],
    ['apps/api/src/http/virtual.ts', `export { startJobs } from '../jobs/start-jobs.ts';\n`],
    [
      'apps/web/src/virtual.tsx',
      `export const page = () => import('./features/account/components/Page.tsx');\n`,
    ],
  ])('in %s', async (file, code) => {
    expect(await rulesBrokenBy(file, code)).toEqual(['local/import-directions']);
  });

  it('an await in domain/', async () => {
    const code = 'export const late = async (answer: Promise<number>) => await answer;\n';
    expect(await rulesBrokenBy('apps/api/src/domain/virtual.ts', code)).toEqual(['no-restricted-syntax']);
    expect(await rulesBrokenBy('apps/api/src/services/virtual.ts', code)).toEqual([]);
  });
});
