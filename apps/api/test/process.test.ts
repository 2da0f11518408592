import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { eligibilitySchema } from '@ubuntu-aliases/shared';
import { openDatabase, type Database } from '@ubuntu-aliases/store';
import { createTestDatabase, type TestDatabase } from '@ubuntu-aliases/store/testing';
import { seed } from '../../../prisma/seed.ts';
import { Browser } from './harness.ts';
import { environment } from './support/product.ts';
import { freePort, spawnProduct, type ProductProcess } from './support/process.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

const WAIT = { timeout: 20_000, interval: 50 };
vi.setConfig({ testTimeout: 60_000 });

let testDatabase: TestDatabase;
let database: Database;
let sandbox: Sandbox;
const running: ProductProcess[] = [];

beforeAll(async () => {
  [testDatabase, sandbox] = await Promise.all([createTestDatabase(), startSandbox()]);
  await seed(testDatabase.url);
  database = openDatabase({ url: testDatabase.url, poolSize: 1 });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((p) => p.stop()));
  await sandbox.reset();
});
afterAll(async () => {
  await database.close();
  await Promise.all([sandbox.stop(), testDatabase.drop()]);
});

function start(env: Record<string, string>): ProductProcess {
  const started = spawnProduct(env);
  running.push(started);
  return started;
}

/** Processes that share `publicUrl`, as behind a load balancer. */
async function startApi(publicUrl?: string, more: Record<string, string> = {}) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = environment(sandbox, testDatabase.url, publicUrl ?? address);
  const product = start({ ...env, ROLE: 'api', PORT: String(port), ...more });
  const message = await product.ready;
  expect(message).toEqual({ type: 'ready', url: publicUrl ?? address });
  const browser = () => new Browser({ address, publicUrl: publicUrl ?? address, sandboxUrl: sandbox.url });
  return { ...product, address, browser };
}

test('a wrong environment is listed as a whole, before anything listens; so is a role that there is not', async () => {
  const port = await freePort();
  const product = start({
    ROLE: 'api',
    PORT: String(port),
    PUBLIC_URL: 'ftp://x',
    UBUNTU_SSO_URL: 'http://login.example.org',
    SMTP_URL: 'mail',
    RATE_LIMIT_FACTOR: 'many',
    TRUSTED_PROXIES: 'everybody',
    SESSION_SECRET: 'short',
  });
  const queen = start({ ...environment(sandbox, testDatabase.url, 'http://localhost:1'), ROLE: 'queen' });
  expect((await product.ended).code).toBeGreaterThan(0);
  const wrong = [
    'PUBLIC_URL', 'UBUNTU_SSO_URL', 'SMTP_URL', 'MAIL_FROM', 'RATE_LIMIT_FACTOR', 'TRUSTED_PROXIES', 'SESSION_SECRET',
    'DATABASE_URL',
  ]; // prettier-ignore
  for (const name of wrong) expect(product.output()).toContain(`- ${name} `);
  // What may be a secret is not repeated.
  expect(product.output()).not.toContain("short'");
  await expect(request(`http://127.0.0.1:${port}/livez`)).rejects.toThrow('ECONNREFUSED');
  expect((await queen.ended).code).toBeGreaterThan(0);
  expect(queen.output()).toContain('role must be one of');
});

test('api and workers: a worker that is killed while mailing loses nothing; logs and metrics name nobody', async () => {
  const metricsPort = await freePort();
  const api = await startApi(undefined, { METRICS_PORT: String(metricsPort) });
  const env = environment(sandbox, testDatabase.url, api.address);
  const late = start({ ...env, ROLE: 'api', PORT: new URL(api.address).port });
  const mira = api.browser();
  expect((await mira.signIn('Q4mWz7a', {}, '/kubuntu')).header('location')).toBe('/kubuntu');
  expect((await mira.get('/readyz')).status).toBe(200);

  await sandbox.fault({ target: 'smtp', kind: 'slow', delayMs: 30_000 });
  const killed = start({ ...env, ROLE: 'worker' });
  const outbox = () => database.client.outboxMail.findMany({ select: { attempts: true } });
  await vi.waitFor(async () => expect(await outbox()).toEqual([{ attempts: 1 }, { attempts: 1 }]), WAIT);
  await killed.stop();
  await sandbox.mend();
  // Its lease is over, as it would be ten minutes later.
  await database.client.outboxMail.updateMany({ data: { nextAttemptAt: new Date() } });
  const worker = start({ ...env, ROLE: 'worker' });
  await vi.waitFor(async () => expect(await outbox()).toEqual([]), WAIT);
  expect((await sandbox.mails()).map((m) => m.subject).sort()).toEqual([
    'Address mira-lindholm@kubuntu.org was created',
    'Your address mira-lindholm@kubuntu.org is ready',
  ]);

  const metrics = await (await request(`http://127.0.0.1:${metricsPort}/`)).body.text();
  expect(metrics).toContain('http_request_duration_seconds');
  expect(metrics).not.toMatch(/mira|Q4mWz7a|example/);
  expect((await mira.get('/metrics', { accept: 'text/html' })).text).not.toContain('http_request_duration');
  // The port was taken.
  expect((await late.ended).code).toBeGreaterThan(0);

  api.signal('SIGTERM');
  worker.signal('SIGTERM');
  expect([await api.ended, await worker.ended]).toEqual(Array(2).fill({ code: 0, signal: null }));
  const lines = (api.output() + worker.output()).trim().split('\n');
  for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow();
  expect(lines.join('\n')).not.toMatch(/mira|example\.org|\+id\/Q4/);
});

test('two processes share sessions and limits, and each ends in good order', async () => {
  const publicUrl = 'http://localhost:1';
  const [one, two] = await Promise.all([startApi(publicUrl), startApi(publicUrl)]);
  const here = one.browser();
  const there = two.browser();
  // Begun at one, finished at the other.
  const back = await here.decide(await here.begin(), 'OmniOk1');
  for (const [name, value] of here.cookies) there.cookies.set(name, value);
  expect((await there.finish(back)).header('location')).toBe('/addresses');
  for (const [name, value] of there.cookies) here.cookies.set(name, value);
  const left = async (browser: Browser) =>
    Number(/r=(\d+)/.exec((await browser.get('/api/v1/me')).header('ratelimit'))?.[1]);
  const first = await left(here);
  expect(await left(there)).toBe(first - 1);

  // SIGTERM: a request under way is answered, new ones are refused.
  await sandbox.fault({ target: 'launchpad', kind: 'slow', delayMs: 600 });
  const slow = here.post('/api/v1/me/verification');
  await sleep(250);
  one.signal('SIGTERM');
  await sleep(250);
  const fresh = new Agent();
  await expect(request(`${one.address}/livez`, { dispatcher: fresh })).rejects.toThrow('ECONNREFUSED');
  await fresh.close();
  const answer = await slow;
  expect([answer.status, answer.as(eligibilitySchema).status]).toEqual([202, 'checked']);
  const answeredAt = Date.now();
  expect(await one.ended).toEqual({ code: 0, signal: null });
  // A connection that is kept alive must not keep the process.
  expect(Date.now() - answeredAt).toBeLessThan(1_500);

  expect((await there.post('/auth/logout')).status).toBe(204);
  // When the starter is gone, nobody is left to stop it.
  two.disconnect();
  expect(await two.ended).toEqual({ code: 0, signal: null });
});
