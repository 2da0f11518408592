import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSelfSigned } from './testing/certificate.ts';
import { listen } from './testing/listen.ts';
import { answerFields, withSignedList, nonceAt, type Fields } from './testing/answer.ts';
import { startProvider, type TestProvider } from './testing/provider.ts';
import { createAssertionVerifier } from './ubuntu-strategy.ts';

const RETURN_TO = 'http://127.0.0.1:3000/auth/ubuntu/callback?state=x';
const uncaught = vi.fn();
let provider: TestProvider;

beforeEach(async () => {
  provider = await startProvider();
  process.on('uncaughtException', uncaught).on('unhandledRejection', uncaught);
});
afterEach(async () => {
  await provider.close();
  await delay(5);
  process.off('uncaughtException', uncaught).off('unhandledRejection', uncaught);
  expect(uncaught).not.toHaveBeenCalled();
});

const paramsOf = (fields: Fields) =>
  new Map(Object.entries(fields).map(([name, value]) => [`openid.${name}`, value]));
const answer = (changes: Fields = {}) =>
  paramsOf(
    withSignedList({
      ...answerFields({ ssoUrl: provider.url, returnTo: RETURN_TO, now: new Date() }),
      ...changes,
    }),
  );
const verifier = (options: { timeoutMs?: number; maxBytes?: number } = {}) =>
  createAssertionVerifier({ ssoUrl: provider.url, ...options });
const say = (text: string, headers: Record<string, string> = {}) =>
  provider.misbehave((_req, res) => void res.writeHead(200, headers).end(text));

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => ({ resolved: value }),
    (error) => ({ code: error.code, reason: error.details?.reason }),
  );
}

const YES = 'ns:http://specs.openid.net/auth/2.0\nis_valid:true\n';

describe('a usable answer', () => {
  test.each([
    ['as the specification has it', YES, {}],
    ['without ns', 'is_valid:true\n', {}],
    ['named HTML', YES, { 'content-type': 'text/html; charset=utf-8' }],
    ['named JSON', YES, { 'content-type': 'application/json' }],
  ])('is believed %s', async (_name, text, headers) => {
    say(text, headers);
    expect(await verifier().verify(answer(), RETURN_TO)).toBe(`${provider.url}/+id/AbC1234`);
  });

  test.each([
    ['no', 'is_valid:false\n'],
    [
      'no, with a handle to forget',
      'ns:http://specs.openid.net/auth/2.0\nis_valid:false\ninvalidate_handle:x\n',
    ],
  ])('says %s', async (_name, text) => {
    say(text);
    expect(await failure(verifier().verify(answer(), RETURN_TO))).toEqual({
      code: 'auth.assertion_invalid',
      reason: 'is_valid',
    });
  });
});

describe('no usable answer', () => {
  type Handler = (req: IncomingMessage, res: ServerResponse) => void;
  const text = (body: string | Buffer, headers: Record<string, string> = {}): Handler => {
    return (_req, res) => void res.writeHead(200, headers).end(body);
  };
  const status = (code: number, headers: Record<string, string> = {}): Handler => {
    return (_req, res) => void res.writeHead(code, headers).end(YES);
  };
  const drip: Handler = async (_req, res) => {
    for (const letter of YES.repeat(20)) {
      if (res.destroyed) return;
      res.write(letter);
      await delay(40);
    }
    res.end();
  };

  test.each<[string, string, Handler]>([
    ['silence', 'timeout', () => undefined],
    ['headers and then silence', 'timeout', (_req, res) => void res.writeHead(200).flushHeaders()],
    ['one letter at a time', 'timeout', drip],
    ['a closed connection', 'unreachable', (req) => void req.socket.destroy()],
    [
      'a connection closed half way',
      'unreachable',
      (_req, res) =>
        void res.writeHead(200, { 'content-length': '99' }).write('is_valid', () => res.destroy()),
    ],
    ['a redirect', 'redirect', status(302, { location: 'http://127.0.0.1:9/' })],
    ['a redirect that keeps the method', 'redirect', status(307, { location: '/+openid' })],
    ['a redirect to itself', 'redirect', status(308, { location: '/+openid' })],
    ['not modified', 'redirect', status(304)],
    ['404', 'status', status(404)],
    ['400', 'status', status(400)],
    ['500', 'status', status(500)],
    ['503', 'status', status(503, { 'retry-after': '1' })],
    ['204', 'status', status(204)],
    [
      'HTML',
      'malformed',
      text('<!doctype html>\n<p>\nis_valid:true\n</p>\n', { 'content-type': 'text/html' }),
    ],
    ['JSON', 'malformed', text('{"is_valid":true}', { 'content-type': 'application/json' })],
    ['nothing', 'malformed', text('')],
    ['is_valid twice', 'malformed', text('is_valid:true\nis_valid:true\n')],
    ['a junk line', 'malformed', text(`${YES}junk\n`)],
    ['a byte order mark', 'malformed', text(`\ufeffis_valid:true\n`)],
    ['bytes that are not UTF-8', 'malformed', text(Buffer.from([0x69, 0x73, 0xff]))],
    ['packed although not asked for', 'malformed', text(gzipSync(YES), { 'content-encoding': 'gzip' })],
    ['a packed bomb', 'malformed', text(gzipSync(Buffer.alloc(2_000_000)), { 'content-encoding': 'gzip' })],
    ['too much', 'too_large', text(`${YES}x:${'a'.repeat(5000)}\n`)],
    [
      'far too much, without end',
      'too_large',
      (_req, res) => {
        const more = () => !res.destroyed && res.write('x'.repeat(65_536), () => setImmediate(more));
        more();
      },
    ],
  ])('%s: %s', async (_name, reason, handler) => {
    provider.misbehave(handler);
    const timeoutMs = reason === 'timeout' ? 150 : 5000;
    const result = await failure(verifier({ timeoutMs }).verify(answer(), RETURN_TO));
    expect(result).toEqual({ code: 'auth.provider_unavailable', reason });
    expect(provider.requests).toHaveLength(1);
  });

  test('nobody listens', async () => {
    const { close, url } = await startProvider();
    await close();
    const fields = withSignedList(answerFields({ ssoUrl: url, returnTo: RETURN_TO, now: new Date() }));
    const asked = createAssertionVerifier({ ssoUrl: url }).verify(paramsOf(fields), RETURN_TO);
    expect(await failure(asked)).toEqual({ code: 'auth.provider_unavailable', reason: 'unreachable' });
  });

  test('something else than HTTP answers', async () => {
    const server = createServer(
      (socket) => void socket.on('error', () => undefined).end('220 mail ESMTP\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const ssoUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const fields = withSignedList(answerFields({ ssoUrl, returnTo: RETURN_TO, now: new Date() }));
    const asked = createAssertionVerifier({ ssoUrl }).verify(paramsOf(fields), RETURN_TO);
    expect(await failure(asked)).toEqual({ code: 'auth.provider_unavailable', reason: 'malformed' });
    server.close();
  });
});

test('a provider that cannot prove who it is is told nothing, whatever the environment says', async () => {
  const reached = vi.fn((_req: IncomingMessage, res: ServerResponse) => void res.end(YES));
  const server = createTlsServer(createSelfSigned(), reached);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const ssoUrl = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;

  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  // The server does answer those who do not look.
  expect((await fetch(ssoUrl)).status).toBe(200);
  reached.mockClear();
  const fields = withSignedList(answerFields({ ssoUrl, returnTo: RETURN_TO, now: new Date() }));
  const asked = createAssertionVerifier({ ssoUrl }).verify(paramsOf(fields), RETURN_TO);
  expect(await failure(asked)).toEqual({ code: 'auth.provider_unavailable', reason: 'unreachable' });
  expect(reached).not.toHaveBeenCalled();

  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

describe('the library underneath', () => {
  test('is not led elsewhere by what it is given', async () => {
    const elsewhere = await listen((_req, res) => void res.end(YES));
    const reached = vi.fn();
    elsewhere.server.on('request', reached);
    const attempts: Fields[] = [
      { op_endpoint: `${elsewhere.url}/+openid` },
      { ns: 'http://openid.net/signon/1.1' },
      { return_to: `${elsewhere.url}/auth/ubuntu/callback` },
    ];
    for (const changes of attempts) {
      expect(await failure(verifier().verify(answer(changes), RETURN_TO))).toMatchObject({
        code: 'auth.assertion_invalid',
        reason: 'library',
      });
    }
    expect(reached).not.toHaveBeenCalled();
    expect(provider.requests).toEqual([]);
    await elsewhere.close();
  });

  test('discovers nothing when it takes an answer for a login', async () => {
    const params = answer();
    params.delete('openid.mode');
    expect(await failure(verifier().verify(params, RETURN_TO))).toMatchObject({ code: 'internal' });
    expect(provider.requests).toEqual([]);
  });

  test('reads no extensions, so AX cannot rename anybody', async () => {
    say(YES);
    const params = answer({
      'ns.ax': 'http://openid.net/srv/ax/1.0',
      'ax.type.claimedIdentifier': 'urn:x',
      'ax.value.claimedIdentifier': `${provider.url}/+id/root`,
      'ns.pape': 'http://specs.openid.net/extensions/pape/1.0',
      'pape.claimedIdentifier': `${provider.url}/+id/root`,
    });
    expect(await verifier().verify(params, RETURN_TO)).toBe(`${provider.url}/+id/AbC1234`);
  });

  test('sends nothing outside a verification', async () => {
    const fromUbuntu = createRequire(createRequire(import.meta.url).resolve('passport-ubuntu'));
    const openid: {
      discover(url: string, strict: boolean, done: (error: unknown, providers: unknown) => void): void;
    } = fromUbuntu('openid');
    const found = await new Promise((resolve) =>
      openid.discover(`${provider.url}/x`, true, (_error, providers) => resolve(providers)),
    );
    expect(found).toBeFalsy();
    expect(provider.requests).toEqual([]);
  });

  test('is not asked to remember nonces: ours decide', async () => {
    say(YES);
    const old = answer({ response_nonce: nonceAt(new Date(Date.now() - 3_600_000)) });
    const asked = verifier();
    await asked.verify(old, RETURN_TO);
    await asked.verify(old, RETURN_TO);
    expect(provider.requests).toHaveLength(2);
    for (const { form } of provider.requests) {
      expect(new URLSearchParams(form).get('openid.response_nonce')).toBe(old.get('openid.response_nonce'));
    }
  });

  test('ignores proxies of the environment', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');
    say(YES);
    expect(await verifier().verify(answer(), RETURN_TO)).toBe(`${provider.url}/+id/AbC1234`);
    vi.unstubAllEnvs();
  });

  test('passes odd text through unchanged', async () => {
    say(YES);
    const odd = answer({ 'sreg.fullname': `a'b"c<d>\\e|f{g}^h\`i ö 🦊 %41 + & = ; # ?`, '__proto__.x': '1' });
    await verifier().verify(odd, RETURN_TO);
    const sent = new Map(new URLSearchParams(provider.requests[0]?.form));
    expect(sent).toEqual(new Map(odd).set('openid.mode', 'check_authentication'));
  });

  test('keeps verifications at the same time apart', async () => {
    const other = await startProvider();
    provider.misbehave(async (_req, res) => {
      await delay(Math.random() * 20);
      res.end(provider.requests.length % 2 ? YES : 'is_valid:true\n');
    });
    other.misbehave((_req, res) => void res.writeHead(500).end());
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const returnTo = `${RETURN_TO}${index}`;
        const ssoUrl = index % 4 === 3 ? other.url : provider.url;
        const id = `${ssoUrl}/+id/person${index}`;
        const fields = {
          ...answerFields({ ssoUrl, returnTo, now: new Date() }),
          claimed_id: id,
          identity: id,
        };
        const asked = createAssertionVerifier({ ssoUrl }).verify(paramsOf(withSignedList(fields)), returnTo);
        return failure(asked);
      }),
    );
    results.forEach((result, index) => {
      expect(result).toEqual(
        index % 4 === 3
          ? { code: 'auth.provider_unavailable', reason: 'status' }
          : { resolved: `${provider.url}/+id/person${index}` },
      );
    });
    await other.close();
  });
});
