import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openDatabase } from '@ubuntu-aliases/store';
import { createTestDatabase, type TestDatabase } from '@ubuntu-aliases/store/testing';
import { readOpsEnv } from '../src/env.ts';
import { createLog } from '../src/log.ts';
import { createMailTransport } from '../src/mailer/index.ts';
import { aMessage, SENDER, startSmtpServer } from '../src/mailer/testing/mail-doubles.ts';
import { withOpsDatabase } from '../src/ops/database.ts';
import { createSignerFinder, findDkimRecord } from '../src/services/dkim-signer.ts';
import { COMMANDS, isUsageError } from '../src/ops/commands.ts';
import { seed } from '../../../prisma/seed.ts';

const hasPythonDkim = (() => {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import dkim'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('python3-dkim is not installed: signatures are not verified independently');
    return false;
  }
})();
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
  const env = { ...process.env, NODE_ENV: '', DATABASE_URL: database.url, DATA_DIR: folder };
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

/** Debian's verifier, which knows nothing of us; the record comes from what the command printed. */
const VERIFY = `
import sys, dkim
name, value = sys.argv[1], sys.argv[2]
records = lambda asked, timeout=5: value.encode() if asked.decode().rstrip('.') == name else None
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=records))`;

it('makes a DKIM key, uses it, and takes another: what is sent verifies elsewhere', async () => {
  const run = async (...args: string[]) => {
    const command = COMMANDS['dkim']?.prepare(['--domain', 'ubuntu.test', ...args]);
    await withOpsDatabase(readOpsEnv({ DATABASE_URL: database.url, DATA_DIR: folder }), (opened) =>
      command!({ database: opened, env: readOpsEnv({ DATABASE_URL: database.url, DATA_DIR: folder }), clock: () => new Date() }),
    );
  };
  const server = await startSmtpServer();
  const opened = openDatabase({ url: database.url });
  const transport = createMailTransport(`smtp://127.0.0.1:${server.port}`);
  const said = vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  try {
    await expect(run('--use')).rejects.toSatisfy(isUsageError);
    const selectors: string[] = [];
    for (const _ of ['first', 'second']) {
      said.mockClear();
      await run();
      const printed = String(said.mock.calls[0]?.[0]);
      await run();
      expect(said.mock.calls[1]?.[0]).toBe(printed);
      await run('--use');
      const name = /^(\S+)\. TXT/.exec(printed)?.[1] ?? '';
      const value = [...printed.matchAll(/"([^"]*)"/g)].map((part) => part[1]).join('');
      selectors.push(name);
      const find = createSignerFinder({ database: opened, dataDir: folder, sender: SENDER, log: createLog('silent', {}) });
      const dkim = await find();
      if (!dkim) throw new Error('no key');
      expect((await findDkimRecord(opened, 'ubuntu.test'))?.name).toBe(name);
      expect(await transport.send({ ...aMessage(), dkim })).toEqual({ outcome: 'sent' });
      const message = server.received.at(-1) ?? '';
      expect(message).toContain(`d=ubuntu.test;`);
      if (hasPythonDkim) {
        const verify = (text: string) => execFileSync('/usr/bin/python3', ['-c', VERIFY, name, value], { input: text }).toString().trim();
        expect(verify(message)).toBe('True');
        expect(verify(message.replace('Hello.', 'Hullo.'))).toBe('False');
      }
      const file = join(folder, 'dkim/ubuntu.test', `${dkim.keySelector}.pem`);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      await chmod(file, 0o644);
      expect(await createSignerFinder({ database: opened, dataDir: folder, sender: SENDER, log: createLog('silent', {}) })()).toBeNull();
      await chmod(file, 0o600);
    }
    expect(new Set(selectors).size).toBe(2);
    expect(await readdir(join(folder, 'dkim/ubuntu.test'))).toHaveLength(1);
  } finally {
    vi.restoreAllMocks();
    await transport.close();
    await opened.close();
    await server.stop();
  }
}, 60_000); // prettier-ignore

it.each([
  ['import', []],
  ['import', ['--wet-run', 'x']],
  ['import', ['a', 'b']],
  ['export', ['--format', 'x']],
  ['export', ['x']],
  ['dkim', []],
  ['dkim', ['--domain', '../x']],
])('refuses %s %j before anything is opened', (name, args) => {
  expect(() => COMMANDS[name]?.prepare(args)).toThrow(expect.toSatisfy(isUsageError));
});
