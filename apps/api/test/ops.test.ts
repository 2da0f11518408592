import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@ubuntu-aliases/store/testing';
import { COMMANDS, isUsageError } from '../src/ops/commands.ts';
import { seed } from '../../../prisma/seed.ts';

const program = join(import.meta.dirname, '../src/ops.ts');
let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.url);
  folder = await mkdtemp(join(tmpdir(), 'ops-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

function ops(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, NODE_ENV: '', DATABASE_URL: database.url };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

it('imports a file and exports the table, with nothing but a database', async () => {
  expect(await ops('dance')).toMatchObject({
    code: 64,
    out: '',
    err: expect.stringContaining('pnpm ops import'),
  });
  const file = join(folder, 'old.csv');
  await writeFile(file, 'mira@ubuntu.com,mira@example.org\nkim@kubuntu.org,x@ubuntu.com\n');
  const refused = await ops('import', file);
  expect(refused).toMatchObject({ code: 1, err: '' });
  expect(refused.out).toMatch(
    /^line 2: recipient_loop\n2 read: 1 new, 0 updated, 0 left as they are, 1 bad\nNothing was written/,
  );
  expect(await ops('import', file, '--skip-bad')).toMatchObject({ code: 0 });
  const table = await ops('export', '--format', 'postfix');
  expect(table).toEqual({ code: 0, err: '', out: 'mira@ubuntu.com\tmira@example.org\n' });
}, 120_000);

it.each([
  ['import', []],
  ['import', ['--wet-run', 'x']],
  ['import', ['a', 'b']],
  ['export', ['--format', 'x']],
  ['export', ['x']],
])('refuses %s %j before anything is opened', (name, args) => {
  expect(() => COMMANDS[name]?.prepare(args)).toThrow(expect.toSatisfy(isUsageError));
});
