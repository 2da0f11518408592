import { once } from 'node:events';
import { createServer } from 'node:net';
import { Agent } from 'undici';
import { describe, expect, it } from 'vitest';
import { elapsed, failure, openClient, testClient } from './testing/open-client.ts';
import {
  cut,
  drip,
  gzipped,
  html,
  inTurn,
  json,
  notHttp,
  type Reply,
  reset,
  silence,
  text,
} from './testing/server.ts';

const IDENTIFIER = 'https://sso.example/+id/abc';
const NONE = json(null);
const UNAVAILABLE = 'launchpad.unavailable';

describe('retries', () => {
  const faults: [string, Reply, Record<string, unknown>][] = [
    ['429', text(429, ''), { reason: 'rate_limited', status: 429 }],
    ['502', html(502), { reason: 'status', status: 502 }],
    ['503', html(503), { reason: 'status', status: 503 }],
    ['504', html(504), { reason: 'status', status: 504 }],
    ['a reset', reset, { reason: 'network' }],
    ['a body cut off', cut, { reason: 'network' }],
    ['gzip cut off', gzipped('abc', (bytes) => bytes.subarray(0, -12)), { reason: 'network' }],
    ['something that is not HTTP', notHttp, { reason: 'network' }],
  ];
  it.each(faults)('%s: asks again and has the answer', async (_, fault) => {
    const { server, find, waits } = await openClient(inTurn(fault, fault, NONE));
    expect(await find()).toBeNull();
    expect(server.asked).toHaveLength(3);
    expect(waits).toEqual([250, 500]);
  });

  it.each(faults)('%s: gives up after five attempts', async (_, fault, expected) => {
    const { server, find, waits } = await openClient(inTurn(fault), { timeoutMs: 5_000 });
    expect(await failure(find())).toMatchObject({ code: UNAVAILABLE, path: '/devel/people', ...expected });
    expect(server.asked).toHaveLength(5);
    expect(waits).toEqual([250, 500, 1000, 2000]);
  });

  it('a refused connection is a network fault', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    const client = testClient(`http://127.0.0.1:${port}`);

    const error = await failure(client.findAccount(IDENTIFIER));
    expect(error).toMatchObject({ code: UNAVAILABLE, reason: 'network', networkCode: 'ECONNREFUSED' });
  });

  const now = Date.UTC(2026, 0, 2, 3, 4, 5);
  it.each([
    ['seconds', '3'],
    ['a date', 'Fri, 02 Jan 2026 03:04:08 GMT'],
  ])('waits as long as it is asked to: %s', async (_, header) => {
    const later = html(503, { 'retry-after': header });
    const { find, waits } = await openClient(inTurn(later, NONE), { clock: () => now, timeoutMs: 10_000 });
    expect(await find()).toBeNull();
    expect(waits).toEqual([3250]);
  });

  it.each([
    [429, 'rate_limited', '900'],
    [503, 'status', '900'],
    [503, 'status', new Date(now + 900_000).toUTCString()],
  ])('stops at once when a %i asks for more than is left', async (status, reason, header) => {
    const later = html(status, { 'retry-after': header });
    const { server, find, waits } = await openClient(inTurn(later, NONE), { clock: () => now });
    expect(await failure(find())).toMatchObject({
      code: UNAVAILABLE,
      reason,
      status,
      retryAfterSeconds: 900,
    });
    expect(server.asked).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it('stops at once when asked to wait longer than the caller will', async () => {
    const { client, waits } = await openClient((index) =>
      html(503, { 'retry-after': index === 0 ? '30' : '31' }),
    );
    const options = { deadlineAt: Date.now() + 3_600_000, maxWaitMs: 30_000 };
    expect(await failure(client.findAccount(IDENTIFIER, options))).toMatchObject({ retryAfterSeconds: 31 });
    expect(waits).toEqual([30_250]);
  });

  it('tells at once that it was asked to wait, and lets others hold up each attempt', async () => {
    const told: number[] = [];
    const { find, client, server } = await openClient(inTurn(html(503, { 'retry-after': '3' }), NONE), {
      onAskedToWait: async (seconds) => void told.push(seconds),
      timeoutMs: 10_000,
    });
    await find();
    expect(told).toEqual([3]);
    let held = 0;
    await client.readRoster('a-team', () => {}, { beforeAttempt: async () => void (held += 1) }).catch(() => {});
    expect(held).toBeGreaterThan(0);
    const stop = client.readRoster('a-team', () => {}, { beforeAttempt: () => Promise.reject(new Error('wait')) });
    const asked = server.asked.length;
    await expect(stop).rejects.toThrow('wait');
    expect(server.asked).toHaveLength(asked);
  }); // prettier-ignore

  it('really sleeps, and stops sleeping when the caller leaves', async () => {
    const { server, client } = await openClient(inTurn(html(503, { 'retry-after': '1' })), {
      sleep: undefined,
      timeoutMs: 5_000,
    });
    const promise = client.findAccount(IDENTIFIER, { signal: AbortSignal.timeout(80) });
    expect(await elapsed(promise)).toBeLessThan(280);
    // The caller's patience ended, yet what Launchpad said is the better explanation.
    expect(await failure(promise)).toMatchObject({ reason: 'status', status: 503, retryAfterSeconds: 1 });
    expect(server.asked).toHaveLength(1);
  });
});

describe('the deadline', () => {
  const slow: [string, Reply][] = [
    ['silence', silence],
    ['an answer that drips', drip],
  ];
  it.each(slow)('holds for %s', async (_, reply) => {
    const { server, find } = await openClient(inTurn(reply), { timeoutMs: 100 });
    const promise = find();
    expect(await elapsed(promise)).toBeLessThan(300);
    expect(await failure(promise)).toMatchObject({ code: UNAVAILABLE, reason: 'timeout' });
    expect(server.asked).toHaveLength(1);
  });

  it('holds while connecting to a host that drops packets', async () => {
    const dispatcher = new Agent({ connect: () => {} });
    const client = testClient('http://127.0.0.1:9', { dispatcher, timeoutMs: 100 });

    const promise = client.findAccount(IDENTIFIER);
    expect(await elapsed(promise)).toBeLessThan(300);
    expect(await failure(promise)).toMatchObject({ reason: 'timeout' });
  });

  it('is shared by the attempts and real waits between them', async () => {
    const { find } = await openClient(inTurn(html(503), silence), { timeoutMs: 400, sleep: undefined });
    const took = elapsed(find());
    expect(await took).toBeGreaterThan(300);
    expect(await took).toBeLessThan(600);
  });

  it('can be a moment that several calls share', async () => {
    const { client } = await openClient((index) => (index === 0 ? NONE : silence));
    const deadlineAt = Date.now() + 120;
    const both = client
      .findAccount(IDENTIFIER, { deadlineAt })
      .then(() => client.listTeams('mira', { deadlineAt }));
    expect(await elapsed(both)).toBeLessThan(320);
    expect(await failure(both)).toMatchObject({ reason: 'timeout', path: '/1.0/~…/super_teams' });
  });

  it('lets a single attempt hang without losing the call', async () => {
    const { server, find } = await openClient(inTurn(silence, NONE), { attemptTimeoutMs: 80 });
    expect(await find()).toBeNull();
    expect(server.asked).toHaveLength(2);
  });

  it('tells a caller who left from one who ran out of time', async () => {
    const { client } = await openClient(inTurn(silence));
    const controller = new AbortController();
    const left = client.findAccount(IDENTIFIER, { signal: controller.signal });
    setTimeout(() => controller.abort(), 30);
    expect(await failure(left)).toMatchObject({ code: UNAVAILABLE, reason: 'cancelled' });
    const late = client.findAccount(IDENTIFIER, { signal: AbortSignal.timeout(30) });
    expect(await failure(late)).toMatchObject({ code: UNAVAILABLE, reason: 'timeout' });
  });

  it('asks nothing for a caller who has left already', async () => {
    const { server, client } = await openClient(inTurn(NONE));
    const signal = AbortSignal.abort();
    expect(await failure(client.findAccount(IDENTIFIER, { signal }))).toMatchObject({ reason: 'cancelled' });
    expect(server.asked).toEqual([]);
  });

  it('asks nothing when the moment has passed already', async () => {
    const { server, client } = await openClient(inTurn(NONE));
    const deadlineAt = Date.now() - 1;
    expect(await failure(client.findAccount(IDENTIFIER, { deadlineAt }))).toMatchObject({
      reason: 'timeout',
    });
    expect(server.asked).toEqual([]);
  });

  it('ends what is under way when the client is closed', async () => {
    const { client, find } = await openClient(inTurn(silence));
    const promise = failure(find());
    setTimeout(() => void client.close(), 30);
    expect(await promise).toMatchObject({ reason: 'cancelled' });
    expect(await failure(find())).toMatchObject({ reason: 'cancelled' });
  });
});
