import * as dnsPacket from 'dns-packet';
import type { Answer } from 'dns-packet';
import { afterEach, describe, expect, test } from 'vitest';
import { asNodeResolve } from './node-resolve.ts';
import { createDnsResolver } from './resolver.ts';
import { replyTo, type Script, startScriptedServer } from './testing/scripted-server.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(script: Script) {
  const server = await startScriptedServer(script);
  closers.push(() => server.close());
  return server;
}

/** Asks often: on a busy machine the right server, too, may be too slow once. */
async function resolverOf(...scripts: Script[]) {
  const servers = await Promise.all(scripts.map(serve));
  return { servers, dns: createDnsResolver({ servers, timeoutMs: 250, attempts: 4, deadlineMs: 10_000 }) };
}

const a = (name: string, data = '192.0.2.1'): Answer => ({ type: 'A', name, class: 'IN', ttl: 300, data });
const cname = (name: string, data: string): Answer => ({ type: 'CNAME', name, class: 'IN', ttl: 60, data });
const soa: Answer = {
  type: 'SOA',
  name: 'example.org',
  class: 'IN',
  ttl: 60,
  data: { mname: 'ns.example.org', rname: 'root.example.org', serial: 1 },
};
const good: Script = ({ query }) => [replyTo(query, { answers: [a('example.org')] })];
const code =
  (rcode: number): Script =>
  ({ query }) => [replyTo(query, { rcode })];
const silent: Script = () => [];
const ok = { state: 'ok', records: ['192.0.2.1'] };

describe('what servers say', () => {
  const cases: [string, Script[], object][] = [
    ['records', [good], { ...ok, ttl: 300, through: [], isAuthentic: false }],
    [
      'records that the server validated',
      [({ query }) => [replyTo(query, { flags: dnsPacket.AUTHENTIC_DATA, answers: [a('example.org')] })]],
      { ...ok, isAuthentic: true },
    ],
    ['another case than asked for', [({ query }) => [replyTo(query, { answers: [a('EXAMPLE.org.')] })]], ok],
    ['no such name', [code(3), good], { state: 'none', reason: 'no_name', through: [] }],
    ['no such records', [({ query }) => [replyTo(query, { authorities: [soa] })]], { state: 'none', reason: 'no_data' }],
    ['nothing at all', [code(0)], { state: 'none', reason: 'no_data' }],
    ['SERVFAIL', [code(2)], { state: 'unknown', reason: 'server_failure' }],
    ['REFUSED', [code(5)], { state: 'unknown', reason: 'refused' }],
    ['a code that nobody knows', [code(11)], { state: 'unknown', reason: 'server_failure' }],
    ['silence', [silent], { state: 'unknown', reason: 'timeout' }],
    ['garbage', [({ query }) => [Buffer.from([query.id! >> 8, query.id! & 255, 0x81])]], { state: 'unknown', reason: 'malformed' }],
    [
      'a referral',
      [({ query }) => [replyTo(query, { authorities: [{ type: 'NS', name: 'org', ttl: 1, data: 'ns.org' }] })]],
      { state: 'unknown', reason: 'referral' },
    ],
    ['SERVFAIL, then another server knows', [code(2), good], ok],
    ['REFUSED, then another server knows', [code(5), good], ok],
    ['silence, then another server knows', [silent, good], ok],
    ['a wrong id is not heard', [({ query }) => [replyTo(query, { id: query.id! ^ 1, answers: [a('example.org', '6.6.6.6')] })]], { state: 'unknown', reason: 'timeout' }],
    [
      'a wrong id, then the right one',
      [({ query }) => [replyTo(query, { id: query.id! ^ 1, rcode: 3 }), replyTo(query, { answers: [a('example.org')] })]],
      ok,
    ],
    [
      'a wrong question, then the right one',
      [({ query }) => [replyTo(query, { questions: [{ type: 'A', name: 'example.com' }], rcode: 3 }), replyTo(query, { answers: [a('example.org')] })]],
      ok,
    ],
    ['a wrong type is not heard', [({ query }) => [replyTo(query, { questions: [{ type: 'TXT', name: 'example.org' }], rcode: 3 })]], { state: 'unknown', reason: 'timeout' }],
    ['our own question is no reply', [({ query }) => [{ ...query, type: 'query' }]], { state: 'unknown', reason: 'timeout' }],
    ['records of another name do not count', [({ query }) => [replyTo(query, { answers: [a('example.com')] })]], { state: 'none' }],
    ['records of another class do not count', [({ query }) => [replyTo(query, { answers: [{ ...a('example.org'), class: 'CH' } as Answer] })]], { state: 'none' }],
  ]; // prettier-ignore
  test.each(cases)('%s', async (_name, scripts, expected) => {
    const { dns } = await resolverOf(...scripts);
    expect(await dns.query('Example.ORG.', 'A')).toMatchObject(expected);
  });

  test('nobody listens', async () => {
    const server = await startScriptedServer(good);
    server.close();
    const dns = createDnsResolver({ servers: [server], timeoutMs: 150, attempts: 1 });
    expect(await dns.query('example.org', 'A')).toEqual({ state: 'unknown', reason: 'unreachable' });
  });

  test('names that cannot be are not asked for', async () => {
    const { dns, servers } = await resolverOf(good);
    for (const name of [
      '',
      '.',
      'a..b',
      `${'x'.repeat(64)}.org`,
      `${'a.'.repeat(127)}org`,
      'exa mple.org',
      'a\u0000.org',
    ]) {
      expect(await dns.query(name, 'A')).toMatchObject({ state: 'none', reason: 'no_name' });
    }
    expect(servers[0]!.asked).toEqual([]);
  });

  test('who asks may leave', async () => {
    const { dns } = await resolverOf(silent);
    const answer = dns.query('example.org', 'A', { signal: AbortSignal.abort() });
    expect(await answer).toEqual({ state: 'unknown', reason: 'timeout' });
  });
});

describe('EDNS and TCP', () => {
  test('a truncated reply is asked again over TCP', async () => {
    const { dns, servers } = await resolverOf(({ query, over }) => [
      over === 'tcp'
        ? replyTo(query, { answers: [a('example.org')] })
        : dnsPacket.encode(replyTo(query, { flags: dnsPacket.TRUNCATED_RESPONSE })).subarray(0, 15),
    ]);
    expect(await dns.query('example.org', 'A')).toMatchObject(ok);
    expect(servers[0]!.asked.map(({ over }) => over)).toEqual(['udp', 'tcp']);
  });

  test('a truncated reply whose TCP does not work is no answer', async () => {
    for (const overTcp of [silent, code(2)]) {
      const { dns } = await resolverOf((asked) =>
        asked.over === 'tcp'
          ? overTcp(asked)
          : [replyTo(asked.query, { flags: dnsPacket.TRUNCATED_RESPONSE, rcode: 3 })],
      );
      expect(await dns.query('example.org', 'A')).toMatchObject({ state: 'unknown' });
    }
  });

  test.each([1, 4])('a server without EDNS (code %i) is asked without', async (rcode) => {
    const hasEdns: boolean[] = [];
    const { dns } = await resolverOf(({ query }) => {
      const [edns] = query.additionals ?? [];
      hasEdns.push(edns !== undefined);
      return [
        edns
          ? { type: 'response', id: query.id, flags: rcode }
          : replyTo(query, { answers: [a('example.org')] }),
      ];
    });
    expect(await dns.query('example.org', 'A')).toMatchObject(ok);
    expect(hasEdns).toEqual([true, false]);
  });
});

describe('aliases', () => {
  test('a chain in one reply', async () => {
    const { dns } = await resolverOf(({ query }) => [
      replyTo(query, { answers: [cname('example.org', 'b.org'), cname('b.org', 'C.org'), a('c.org')] }),
    ]);
    expect(await dns.query('example.org', 'A')).toMatchObject({
      ...ok,
      ttl: 60,
      through: ['b.org', 'c.org'],
    });
  });

  test('a chain over several questions', async () => {
    const { dns } = await resolverOf(({ query }) => {
      const { name } = query.questions![0]!;
      return [replyTo(query, { answers: [name === 'example.org' ? cname(name, 'b.org') : a(name)] })];
    });
    expect(await dns.query('example.org', 'A')).toMatchObject({ ...ok, ttl: 60, through: ['b.org'] });
  });

  test('one that leads nowhere says where', async () => {
    const { dns } = await resolverOf(({ query }) => [
      replyTo(query, { rcode: 3, answers: [cname('example.org', 'gone.org')] }),
    ]);
    expect(await dns.query('example.org', 'A')).toMatchObject({
      state: 'none',
      reason: 'no_name',
      through: ['gone.org'],
    });
  });

  test('the alias itself can be asked for', async () => {
    const { dns } = await resolverOf(({ query }) => [
      replyTo(query, { answers: [cname('example.org', 'b.org')] }),
    ]);
    expect(await dns.query('example.org', 'CNAME')).toMatchObject({
      state: 'ok',
      records: ['b.org'],
      through: [],
    });
  });

  test.each<[string, (name: string) => Answer[]]>([
    ['in one reply', () => [cname('example.org', 'b.org'), cname('b.org', 'example.org')]],
    ['in one reply, beside the name', () => [cname('example.org', 'b.org'), cname('b.org', 'b.org')]],
    ['over several', (name) => [cname(name, name === 'example.org' ? 'b.org' : 'example.org')]],
    ['without an end', (name) => [cname(name, `x.${name}`)]],
  ])('a loop is no answer: %s', async (_name, answers) => {
    const { dns } = await resolverOf(({ query }) => [
      replyTo(query, { answers: answers(query.questions![0]!.name) }),
    ]);
    expect(await dns.query('example.org', 'A')).toEqual({ state: 'unknown', reason: 'alias_loop' });
  });
});

describe('records', () => {
  test('MX, null MX, TXT in parts, TLSA', async () => {
    const { dns } = await resolverOf(({ query }) => {
      const { name, type } = query.questions![0]!;
      const all: Answer[] = [
        { type: 'MX', name, ttl: 1, data: { preference: 10, exchange: 'MX.Example.org' } },
        { type: 'MX', name, ttl: 1, data: { preference: 0, exchange: '.' } },
        { type: 'TXT', name, ttl: 1, data: ['v=spf1 ', '-all'] },
        {
          type: 'TLSA',
          name,
          ttl: 1,
          data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from('ab') },
        },
      ];
      return [replyTo(query, { answers: all.filter((record) => record.type === type) })];
    });
    expect(await dns.query('example.org', 'MX')).toMatchObject({
      records: [{ preference: 10, exchange: 'mx.example.org' }, { preference: 0, exchange: '' }],
    }); // prettier-ignore
    expect(await dns.query('example.org', 'TXT')).toMatchObject({ records: ['v=spf1 -all'] });
    expect(await dns.query('example.org', 'TLSA')).toMatchObject({
      records: [{ usage: 3, certificate: Buffer.from('ab') }],
    });
    const resolve = asNodeResolve(dns);
    expect(await resolve('example.org', 'MX')).toEqual([
      { priority: 10, exchange: 'mx.example.org' },
      { priority: 0, exchange: '' },
    ]);
    expect(await resolve('example.org', 'TXT')).toEqual([['v=spf1 -all']]);
  });

  test.each<[string, Script, string]>([
    ['no such name', code(3), 'ENOTFOUND'],
    ['no such records', code(0), 'ENODATA'],
    ['SERVFAIL', code(2), 'ESERVFAIL'],
    ['REFUSED', code(5), 'EREFUSED'],
    ['silence', silent, 'ETIMEOUT'],
  ])('in the manner of Node: %s', async (_name, script, expected) => {
    const { dns } = await resolverOf(script);
    await expect(asNodeResolve(dns)('example.org', 'A')).rejects.toMatchObject({ code: expected });
  });
});
