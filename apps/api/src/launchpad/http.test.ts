import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatUserAgent } from './http.ts';
import { elapsed, failure, openClient } from './testing/open-client.ts';
import { gzipped, html, inTurn, json, type Reply, type Script, text } from './testing/server.ts';

const IDENTIFIER = 'https://sso.example/+id/abc';
const NONE = json(null);
const UNAVAILABLE = 'launchpad.unavailable';
const UNEXPECTED = 'launchpad.unexpected_response';

describe('what is not an answer', () => {
  const jsonType = { 'content-type': 'application/json' };
  const once200 = (body: string | Buffer, headers: Record<string, string>): Reply => {
    return (response) => response.writeHead(200, headers).end(body);
  };
  const replies: [string, Reply, Record<string, unknown>][] = [
    ['400', text(400, 'No such operation'), { code: UNAVAILABLE, reason: 'status', status: 400 }],
    ['401', text(401, ''), { code: UNAVAILABLE, reason: 'status', status: 401 }],
    ['403 from the front end', html(403), { code: UNAVAILABLE, reason: 'status', status: 403 }],
    ['500', text(500, 'AssertionError'), { code: UNAVAILABLE, reason: 'status', status: 500 }],
    ['204', (response) => response.writeHead(204).end(), { code: UNEXPECTED, reason: 'status', status: 204 }],
    [
      '304',
      (response) => response.writeHead(304).end(),
      { code: UNEXPECTED, reason: 'redirect', status: 304 },
    ],
    ['302', text(302, '', { location: '/devel/people' }), { code: UNEXPECTED, reason: 'redirect' }],
    [
      '301 elsewhere',
      text(301, '', { location: 'https://x.example/' }),
      { code: UNEXPECTED, reason: 'redirect' },
    ],
    ['301 nowhere', text(301, ''), { code: UNEXPECTED, reason: 'redirect', status: 301 }],
    ['a page of HTML', html(200), { code: UNEXPECTED, reason: 'not_json' }],
    [
      'null in HTML',
      once200('null', { 'content-type': 'text/html' }),
      { code: UNEXPECTED, reason: 'not_json' },
    ],
    [
      'null as text',
      once200('null', { 'content-type': 'text/plain' }),
      { code: UNEXPECTED, reason: 'not_json' },
    ],
    ['null of no type', once200('null', {}), { code: UNEXPECTED, reason: 'not_json' }],
    ['an empty body', once200('', jsonType), { code: UNEXPECTED, reason: 'not_json' }],
    ['half of JSON', once200('{"name": "mi', jsonType), { code: UNEXPECTED, reason: 'not_json' }],
    ['two values', once200('null null', jsonType), { code: UNEXPECTED, reason: 'not_json' }],
    [
      'no UTF-8',
      once200(Buffer.from([0x22, 0xff, 0x22]), jsonType),
      { code: UNEXPECTED, reason: 'not_json' },
    ],
    ['gzip that is none', gzipped(null, () => Buffer.from('null')), { code: UNEXPECTED, reason: 'gzip' }],
    ['gzip with a wrong sum', gzipped(null, breakSum), { code: UNEXPECTED, reason: 'gzip' }],
    [
      'a coding nobody asked for',
      once200('null', { ...jsonType, 'content-encoding': 'br' }),
      { reason: 'encoding' },
    ],
    [
      'gzip twice',
      once200('null', { ...jsonType, 'content-encoding': 'gzip, gzip' }),
      { reason: 'encoding' },
    ],
  ];
  it.each(replies)('%s', async (_, reply, expected) => {
    const { server, find } = await openClient(inTurn(reply));
    expect(await failure(find())).toMatchObject(expected);
    expect(server.asked).toHaveLength(1);
  });

  function breakSum(bytes: Buffer): Buffer {
    const broken = Buffer.from(bytes);
    broken.writeUInt32LE(1, broken.length - 8);
    return broken;
  }

  it('reads gzip, and JSON with a charset', async () => {
    const { find } = await openClient(
      inTurn(gzipped(null), json(null, { 'content-type': 'application/json; charset=utf-8' })),
    );
    expect(await find()).toBeNull();
    expect(await find()).toBeNull();
  });

  const big = ' '.repeat(200_000);
  const bomb = gzipSync(big);
  const bodies: [string, Reply][] = [
    ['announced', once200(big, { ...jsonType, 'content-length': String(big.length) })],
    [
      'not announced',
      (response) => {
        response.writeHead(200, jsonType);
        const timer = setInterval(() => response.write(' '.repeat(20_000)), 1);
        response.once('close', () => clearInterval(timer));
      },
    ],
    ['a gzip bomb', once200(bomb, { ...jsonType, 'content-encoding': 'gzip' })],
  ];
  it.each(bodies)('too large: %s', async (_, reply) => {
    const { find } = await openClient(inTurn(reply), { maxBodyBytes: 100_000 });
    expect(await failure(find())).toMatchObject({ code: UNEXPECTED, reason: 'too_large' });
  });

  it('has 4 MB as its limit when none is set', async () => {
    const { find } = await openClient(inTurn(gzipped('a'.repeat(4 * 1024 * 1024))));
    expect(await failure(find())).toMatchObject({ reason: 'too_large' });
  });
});

describe('load', () => {
  const after = (ms: number): Reply => {
    return (response, request) => void setTimeout(() => NONE(response, request), ms);
  };

  it('asks two things at once at the most, over connections that are kept', async () => {
    const { server, find } = await openClient(inTurn(after(10)));
    expect(await Promise.all(Array.from({ length: 24 }, find))).toEqual(Array(24).fill(null));
    expect(server.maxAtOnce).toBe(2);
    expect(server.connections).toBe(2);
  });

  it('lets nobody wait in line beyond the deadline, and gives their place to the next', async () => {
    const { server, client, find } = await openClient(inTurn(after(150), after(150), NONE));
    const first = [find(), find()];
    const impatient = client.findAccount(IDENTIFIER, { signal: AbortSignal.timeout(40) });
    const patient = find();
    expect(await elapsed(impatient)).toBeLessThan(140);
    expect(await failure(impatient)).toMatchObject({ reason: 'timeout' });
    expect(await Promise.all([...first, patient])).toEqual([null, null, null]);
    expect(server.asked).toHaveLength(3);
  });

  it('does not hold a place while it waits to ask again', async () => {
    const gate = Promise.withResolvers<void>();
    const { find, server } = await openClient(inTurn(html(503), html(503), NONE), {
      sleep: () => gate.promise,
    });
    const waiting = [find(), find()];
    await expect.poll(() => server.asked.length).toBe(2);
    expect(await find()).toBeNull();
    gate.resolve();
    expect(await Promise.all(waiting)).toEqual([null, null]);
  });
});

describe('a name in upper case', () => {
  const lower: Script = (_, request, origin) =>
    request.url === '/1.0/~mira/super_teams?ws.size=300'
      ? json({ entries: [] })
      : text(301, '', { location: `${origin}/1.0/~mira/super_teams?ws.size=300` });

  it('follows the redirect to lower case', async () => {
    const { server, client } = await openClient(lower);
    expect(await client.listTeams('Mira')).toEqual(new Set());
    expect(server.asked).toHaveLength(2);
  });

  it('follows it once only', async () => {
    const loop: Script = (_, _request, origin) =>
      text(301, '', { location: `${origin}/1.0/~mira/super_teams` });
    const { server, client } = await openClient(loop);
    expect(await failure(client.listTeams('Mira'))).toMatchObject({ code: UNEXPECTED, reason: 'redirect' });
    expect(server.asked).toHaveLength(2);
  });

  it('does not follow it to somebody else', async () => {
    const { server, client } = await openClient(lower);
    expect(await failure(client.listTeams('Mira2'))).toMatchObject({ reason: 'redirect' });
    expect(server.asked).toHaveLength(1);
  });
});

it('makes a User-Agent that is one header whatever the parts hold', () => {
  expect(formatUserAgent('1.0', 'a@example.org)\r\nX: (y')).toBe(
    'ubuntu-email-aliases/1.0 (+a@example.orgX:y)',
  );
});
