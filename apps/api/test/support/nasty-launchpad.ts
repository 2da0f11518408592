import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { request } from 'undici';

type Json = Record<string, unknown> & { entries?: Record<string, unknown>[] };

interface Scene {
  /** What a well-behaved Launchpad would say here. */
  json: Json | null;
  url: URL;
  origin: string;
  /** How often this path was asked before, and how many rosters were begun. */
  nth: number;
  roster: number;
}

/** The whole answer as bytes: an HTTP library would refuse to send most of these. */
type Answer = (scene: Scene) => string | Buffer | null;

interface Case {
  /** Requests that it is about; others are answered well. */
  on: RegExp;
  answer: Answer;
  /** How both runs end; default: stopped. */
  ends?: 'applied' | 'stopped';
}

const raw = (status: string, headers: string[], body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${status}\r\n${headers.map((h) => `${h}\r\n`).join('')}\r\n`),
    Buffer.from(body),
  ]);
const JSON_TYPE = 'Content-Type: application/json';
const ok = (body: string | Buffer, ...headers: string[]): Buffer =>
  raw(
    'HTTP/1.1 200 OK',
    [JSON_TYPE, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', ...headers],
    body,
  );
const said = (value: unknown): Buffer => ok(JSON.stringify(value));
const status = (line: string, ...headers: string[]): Buffer =>
  raw(`HTTP/1.1 ${line}`, ['Content-Length: 0', 'Connection: close', ...headers], '');

const ROSTER = /\/participants/;
const LOOK_UP = /getByOpenIDIdentifier/;
const TEAMS = /\/super_teams/;

const withEntries =
  (change: (entries: Record<string, unknown>[], scene: Scene) => unknown): Answer =>
  (scene) =>
    said({ ...scene.json, entries: change(scene.json?.entries ?? [], scene) });
const named = (change: (name: string) => unknown): Answer =>
  withEntries((entries) => entries.map((entry) => ({ ...entry, name: change(String(entry['name'])) })));
const linked =
  (link: (scene: Scene) => unknown): Answer =>
  (scene) =>
    said({ ...scene.json, next_collection_link: link(scene) });
const text =
  (change: (body: string) => string): Answer =>
  ({ json }) =>
    ok(change(JSON.stringify(json)));
/** Half of the team is missing, so that people are asked about. */
const half = withEntries((entries) => entries.slice(0, Math.ceil(entries.length / 2)));
const halfAnd = (on: RegExp, answer: Answer): Pick<Case, 'on' | 'answer'> => ({
  on: new RegExp(`${ROSTER.source}|${on.source}`),
  answer: (scene) =>
    ROSTER.test(scene.url.pathname) ? half(scene) : on.test(scene.url.href) ? answer(scene) : null,
});

export const NASTY: Record<string, Case> = {
  'everybody of page 1 is missing in every second run': {
    on: ROSTER,
    ends: 'applied',
    answer: withEntries((entries, { roster }) => (roster % 2 === 0 ? entries.slice(2) : entries)),
  },
  'a link without origin': { on: ROSTER, answer: linked(({ url }) => url.pathname) },
  'a link with another start': {
    on: ROSTER,
    ends: 'applied',
    answer: (s) =>
      s.url.searchParams.has('ws.start')
        ? null
        : linked(({ origin, url }) => `${origin}${url.pathname}?ws.start=9000`)(s),
  },
  'a link to itself in other words': {
    on: ROSTER,
    answer: linked(({ origin, url }) => `${origin}${url.pathname}?${url.search.slice(1)}&x=${Math.random()}`),
  },
  'a link that is a number': { on: ROSTER, answer: linked(() => 300) },
  'a link that is null': { on: ROSTER, answer: linked(() => null) },
  'a link of backslashes': {
    on: ROSTER,
    answer: linked(({ url }) => `http:\\\\evil.example${url.pathname}`),
  },
  'names in upper case': { on: ROSTER, answer: named((name) => name.toUpperCase()) },
  'names with blanks around': { on: ROSTER, answer: named((name) => ` ${name} `) },
  'names in full width': { on: ROSTER, answer: named((name) => name.replace('m', 'ｍ')) },
  'names with a NUL': { on: ROSTER, answer: named((name) => `${name}\0`) },
  'names of a megabyte': { on: ROSTER, answer: named((name) => name.repeat(60_000)) },
  'names that are lists': { on: ROSTER, answer: named((name) => [name]) },
  'the prototype as a name': { on: ROSTER, answer: named(() => '__proto__') },
  'the same person in two cases': {
    on: ROSTER,
    answer: withEntries((e) => [...e, ...e.map((x) => ({ ...x, name: String(x['name']).toUpperCase() }))]),
  },
  'the same person twice on a page': { on: ROSTER, answer: withEntries((e) => [...e, ...e]) },
  'a self_link of somebody else': {
    on: ROSTER,
    ends: 'applied',
    answer: withEntries((e) => e.map((x) => ({ ...x, self_link: `${String(x['self_link'])}-x` }))),
  },
  'validity in words': { on: ROSTER, answer: withEntries((e) => e.map((x) => ({ ...x, is_valid: 'true' }))) },
  'validity as a number': { on: ROSTER, answer: withEntries((e) => e.map((x) => ({ ...x, is_valid: 1 }))) },
  'nobody valid, and the look-up says otherwise': {
    on: ROSTER,
    ends: 'applied',
    answer: withEntries((e) =>
      e.map((x) => ({ ...x, is_valid: x['is_team'] === true, is_ubuntu_coc_signer: false })),
    ),
  },
  'everybody a team': { on: ROSTER, answer: withEntries((e) => e.map((x) => ({ ...x, is_team: true }))) },
  'entries as an object': { on: ROSTER, answer: (s) => said({ ...s.json, entries: { ...s.json?.entries } }) },
  'no entries at all': { on: ROSTER, answer: (s) => said({ ...s.json, entries: undefined }) },
  'entries of null': { on: ROSTER, answer: withEntries((e) => [null, ...e]) },
  'a total below zero': { on: ROSTER, ends: 'applied', answer: (s) => said({ ...s.json, total_size: -1 }) },
  'JSON after a BOM': { on: ROSTER, ends: 'applied', answer: text((body) => `\uFEFF${body}`) },
  NaN: { on: ROSTER, answer: text((body) => body.replace(/"total_size":\d+/, '"total_size":NaN')) },
  'a key twice, the second of them empty': {
    on: ROSTER,
    answer: text((body) => body.replace(/\}$/, ',"entries":[]}')),
  },
  'JSON and more behind it': { on: ROSTER, answer: text((body) => `${body}{}`) },
  'nested deeper than a stack': {
    on: ROSTER,
    answer: () => ok(`${'['.repeat(200_000)}${']'.repeat(200_000)}`),
  },
  'bytes that are no UTF-8': {
    on: ROSTER,
    answer: (s) =>
      ok(
        Buffer.concat([
          Buffer.from(JSON.stringify(s.json)).subarray(0, 40),
          Buffer.from([0xff, 0xfe, 0x22, 0x7d]),
        ]),
      ),
  },
  '200 and nothing': { on: ROSTER, answer: () => ok('') },
  '204': { on: ROSTER, answer: () => raw('HTTP/1.1 204 No Content', ['Connection: close'], '') },
  '206 of a part': {
    on: ROSTER,
    answer: (s) =>
      raw('HTTP/1.1 206 Partial Content', [JSON_TYPE, 'Connection: close'], JSON.stringify(s.json)),
  },
  '304 that nobody asked for': {
    on: ROSTER,
    answer: () => raw('HTTP/1.1 304 Not Modified', ['Connection: close'], ''),
  },
  '299': { on: ROSTER, answer: () => status('299 Something') },
  '999': { on: ROSTER, answer: () => status('999 No') },
  'a length that is too long': {
    on: ROSTER,
    answer: (s) =>
      raw(
        'HTTP/1.1 200 OK',
        [JSON_TYPE, 'Content-Length: 99999', 'Connection: close'],
        JSON.stringify(s.json),
      ),
  },
  'a length that is too short': {
    on: ROSTER,
    answer: (s) =>
      raw('HTTP/1.1 200 OK', [JSON_TYPE, 'Content-Length: 200', 'Connection: close'], JSON.stringify(s.json)),
  },
  'two lengths': {
    on: ROSTER,
    answer: (s) =>
      raw(
        'HTTP/1.1 200 OK',
        [JSON_TYPE, 'Content-Length: 20', 'Content-Length: 30', 'Connection: close'],
        JSON.stringify(s.json),
      ),
  },
  'a broken chunk': {
    on: ROSTER,
    answer: (s) =>
      raw(
        'HTTP/1.1 200 OK',
        [JSON_TYPE, 'Transfer-Encoding: chunked', 'Connection: close'],
        `10\r\n${JSON.stringify(s.json).slice(0, 16)}\r\nzz\r\nwhat\r\n`,
      ),
  },
  'a last chunk that never comes': {
    on: ROSTER,
    answer: (s) => {
      const body = JSON.stringify(s.json);
      return raw(
        'HTTP/1.1 200 OK',
        [JSON_TYPE, 'Transfer-Encoding: chunked', 'Connection: close'],
        `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`,
      );
    },
  },
  'gzip that ends early': {
    on: ROSTER,
    answer: () => ok(Buffer.from('1f8b0800000000000003ab', 'hex'), 'Content-Encoding: gzip'),
  },
  'a coding that nobody asked for': {
    on: ROSTER,
    answer: (s) => ok(JSON.stringify(s.json), 'Content-Encoding: br'),
  },
  'JSON called text': {
    on: ROSTER,
    answer: (s) =>
      raw('HTTP/1.1 200 OK', ['Content-Type: text/plain', 'Connection: close'], JSON.stringify(s.json)),
  },
  'HTTP/1.0 without a length': {
    on: ROSTER,
    ends: 'applied',
    answer: (s) => raw('HTTP/1.0 200 OK', [JSON_TYPE], JSON.stringify(s.json)),
  },
  '100 Continue before it': {
    on: ROSTER,
    // Allowed (RFC 9110 section 15.2) and not understood by undici: not answered, then.

    answer: (s) => Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), said(s.json)]),
  },
  'early hints before it': {
    on: ROSTER,
    ends: 'applied',
    answer: (s) =>
      Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), said(s.json)]),
  },
  'not HTTP': { on: ROSTER, answer: () => 'SSH-2.0-OpenSSH_9.9\r\n' },
  'a header of a megabyte': {
    on: ROSTER,
    answer: (s) => ok(JSON.stringify(s.json), `X-Long: ${'x'.repeat(1_000_000)}`),
  },
  'a redirect to itself': {
    on: ROSTER,
    answer: ({ url }) => status('301 Moved', `Location: ${url.pathname}${url.search}`),
  },
  'a redirect in a circle of cases': {
    on: /participants/i,
    answer: ({ url }) =>
      status(
        '301 Moved',
        `Location: ${url.pathname === url.pathname.toLowerCase() ? url.pathname.toUpperCase() : url.pathname.toLowerCase()}${url.search}`,
      ),
  },
  'a redirect to a file': { on: ROSTER, answer: () => status('302 Found', 'Location: file:///etc/passwd') },
  'Retry-After below zero': { on: ROSTER, answer: () => status('503 Later', 'Retry-After: -5') },
  'Retry-After without end': {
    on: ROSTER,
    answer: () => status('503 Later', `Retry-After: ${'9'.repeat(40)}`),
  },
  'Retry-After of years': { on: ROSTER, answer: () => status('429 Later', 'Retry-After: 999999999') },
  'Retry-After in the past': {
    on: ROSTER,
    answer: () => status('503 Later', 'Retry-After: Thu, 01 Jan 1970 00:00:00 GMT'),
  },
  'Retry-After in the year 9999': {
    on: ROSTER,
    answer: () => status('503 Later', 'Retry-After: Fri, 31 Dec 9999 23:59:59 GMT'),
  },
  'Retry-After that is nonsense': { on: ROSTER, answer: () => status('503 Later', 'Retry-After: tomorrow') },
  'half a team, and a look-up that gives a team': {
    ends: 'stopped',
    ...halfAnd(LOOK_UP, (s) =>
      said({ ...s.json, is_team: true, resource_type_link: `${s.origin}/devel/#team` }),
    ),
  },
  'half a team, and a look-up in words': {
    ...halfAnd(LOOK_UP, (s) => said({ ...s.json, is_valid: 'false' })),
  },
  'half a team, and a look-up without a name': {
    ...halfAnd(LOOK_UP, (s) => said({ ...s.json, name: undefined })),
  },
  'half a team, and a look-up as a list': { ...halfAnd(LOOK_UP, (s) => said([s.json])) },
  'half a team, and look-ups that say null with 404': {
    ...halfAnd(LOOK_UP, () => raw('HTTP/1.1 404 Not Found', [JSON_TYPE, 'Connection: close'], 'null')),
  },
  'half a team, and teams without end': {
    ...halfAnd(TEAMS, (s) =>
      said({
        ...s.json,
        entries: [],
        next_collection_link: `${s.origin}${s.url.pathname}?ws.start=${s.nth + 1}`,
      }),
    ),
  },
  'half a team, and people among the teams': {
    ...halfAnd(
      TEAMS,
      withEntries((e) => e.map((x) => ({ ...x, is_team: false }))),
    ),
  },
  'half a team, and teams that are cut off': {
    ...halfAnd(TEAMS, (s) =>
      raw(
        'HTTP/1.1 200 OK',
        [JSON_TYPE, 'Content-Length: 9999', 'Connection: close'],
        JSON.stringify(s.json),
      ),
    ),
  },
};

export interface Nasty {
  url: string;
  use(name: string): void;
  /** Requests that the case in use has answered. */
  asked(): number;
  stop(): Promise<void>;
}

/** A second Launchpad between the product and the sandbox: right by default, and rude in a way of its own where told. */
export async function startNastyLaunchpad(sandboxUrl: string): Promise<Nasty> {
  let inUse: Case | undefined;
  let rosters = 0;
  let answered = 0;
  const times = new Map<string, number>();
  const server = createServer((req, res) => void answer(req, res.socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(req: IncomingMessage, socket: Socket | null): Promise<void> {
    const url = new URL(req.url ?? '/', origin);
    const nth = times.get(url.pathname) ?? 0;
    times.set(url.pathname, nth + 1);
    if (ROSTER.test(url.pathname) && !url.searchParams.has('ws.start')) rosters += 1;
    const real = await request(`${sandboxUrl}${url.pathname}${url.search}`);
    const body = (await real.body.text()).replaceAll(sandboxUrl, origin);
    const json = real.statusCode === 200 ? (JSON.parse(body) as Json | null) : null;
    const rude = inUse?.on.test(url.href) ? inUse.answer({ json, url, origin, nth, roster: rosters }) : null;
    if (rude !== null) answered += 1;
    const type = String(real.headers['content-type'] ?? 'text/plain');
    const polite = raw(
      `HTTP/1.1 ${real.statusCode} As it is`,
      [`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'],
      body,
    );
    socket?.on('error', () => undefined).end(rude ?? polite);
  }

  return {
    url: origin,
    use(name) {
      inUse = NASTY[name];
      rosters = 0;
      answered = 0;
      times.clear();
    },
    asked: () => answered,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
