import { createDnsResolver, parseDnsServers, type RecordType } from '@ubuntu-aliases/dns';
import { describe, expect, it, test } from 'vitest';
import type { Fault } from '../faults/fault.ts';
import { useSandbox } from '../testing/use-sandbox.ts';

const sandbox = useSandbox();
/** Patient where an answer comes: the machine may be busy. */
const query = (name: string, type: RecordType = 'TXT', timeoutMs = 5000) =>
  createDnsResolver({
    servers: parseDnsServers(sandbox.dnsServer),
    timeoutMs,
    attempts: 1,
  }).query(name, type);
const publish = (...records: [name: string, type: string, value: string][]) =>
  sandbox.control('POST', '/dns', { records: records.map(([name, type, value]) => ({ name, type, value })) });
const overs = async () =>
  (await sandbox.control('GET', '/dns-questions')).body.map(({ over }: { over: string }) => over);

describe('the zone', () => {
  it('knows the managed domains and where people have their mailboxes', async () => {
    expect(await query('kubuntu.org', 'MX')).toMatchObject({
      state: 'ok',
      records: [
        { preference: 10, exchange: 'mx1.aliases.example' },
        { preference: 20, exchange: 'mx2.aliases.example' },
      ],
    });
    expect(await query('example.org', 'MX')).toMatchObject({ state: 'ok' });
    expect(await query('nomail.example', 'MX')).toMatchObject({ records: [{ exchange: '' }] });
    expect(await query('nothing.example', 'MX')).toMatchObject({ state: 'none', reason: 'no_name' });
    expect(await query('kubuntu.org', 'AAAA')).toMatchObject({ state: 'none', reason: 'no_data' });
    expect(await query('org', 'A')).toMatchObject({ state: 'none', reason: 'no_data' });
  });

  it('takes records, gives them back, and forgets them at a reset', async () => {
    await publish(
      ['_x.example.org', 'TXT', 'hello'],
      ['_x.example.org', 'TXT', 'hello'],
      ['_x.example.org', 'TXT', 'again'],
    );
    expect(await query('_X.example.org')).toMatchObject({ records: ['hello', 'again'] });
    await sandbox.control('DELETE', '/dns/_x.example.org/TXT');
    expect(await query('_x.example.org')).toMatchObject({ state: 'none', reason: 'no_name' });
    await publish(['_x.example.org', 'TXT', 'hello']);
    await sandbox.control('POST', '/reset');
    expect(await query('_x.example.org')).toMatchObject({ state: 'none' });
  });

  it('follows aliases, also to nowhere and in a circle', async () => {
    await publish(['a.test', 'CNAME', 'b.test'], ['b.test', 'CNAME', 'c.test'], ['c.test', 'TXT', 'end']);
    await publish(
      ['d.test', 'CNAME', 'gone.test'],
      ['l.test', 'CNAME', 'm.test'],
      ['m.test', 'CNAME', 'l.test'],
    );
    expect(await query('a.test')).toMatchObject({ records: ['end'], through: ['b.test', 'c.test'] });
    expect(await query('d.test')).toMatchObject({ state: 'none', reason: 'no_name', through: ['gone.test'] });
    expect(await query('l.test')).toMatchObject({ state: 'unknown' });
  });

  it('sends what is too big for UDP over TCP', async () => {
    await publish(['big.test', 'TXT', 'x'.repeat(3000)]);
    expect(await query('big.test')).toMatchObject({ records: ['x'.repeat(3000)] });
    expect(await overs()).toEqual(['udp', 'tcp']);
  });

  it('reads a zone file from its page', async () => {
    const lines =
      '; a comment\n_ubuntu-aliases.new.test. 300 IN TXT "a" "b"\nnew.test.\tIN\tMX\t10 mx.new.test.\n';
    const form = new URLSearchParams({ action: 'publish', lines });
    const answer = await fetch(`${sandbox.url}/control/actions`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dns']);
    expect(await query('_ubuntu-aliases.new.test')).toMatchObject({ records: ['ab'] });
    expect(await query('new.test', 'MX')).toMatchObject({
      records: [{ preference: 10, exchange: 'mx.new.test' }],
    });
    expect(await (await sandbox.get('/dns')).text()).toContain('_ubuntu-aliases.new.test');
  });

  it.each([
    { name: 'a b', type: 'TXT', value: 'x' },
    { name: 'a.test', type: 'A', value: 'x' },
    { name: 'a.test', type: 'MX', value: 'mx.test' },
    { name: 'a.test', type: 'WKS', value: 'x' },
  ])('refuses %o', async (record) => {
    expect((await sandbox.control('POST', '/dns', { records: [record] })).status).toBe(400);
  });
});

test.each<[Extract<Fault, { target: 'dns' }>['kind'], object]>([
  ['no-answer', { state: 'unknown', reason: 'timeout' }],
  ['servfail', { state: 'unknown', reason: 'server_failure' }],
  ['refused', { state: 'unknown', reason: 'refused' }],
  ['nxdomain', { state: 'none', reason: 'no_name' }],
  ['nodata', { state: 'none', reason: 'no_data' }],
  ['no-edns', { state: 'ok' }],
  ['truncate', { state: 'ok' }],
  ['wrong-id', { state: 'unknown', reason: 'timeout' }],
  ['wrong-question', { state: 'unknown', reason: 'timeout' }],
  ['garbage', { state: 'unknown', reason: 'malformed' }],
  ['slow', { state: 'unknown', reason: 'timeout' }],
])('fault %s', async (kind, expected) => {
  await sandbox.fault({
    target: 'dns',
    kind,
    path: 'kubuntu.org MX',
    ...(kind === 'slow' && { delayMs: 1000 }),
  });
  const isSilent = ['no-answer', 'wrong-id', 'wrong-question', 'garbage', 'slow'].includes(kind);
  expect(await query('kubuntu.org', 'MX', isSilent ? 300 : 5000)).toMatchObject(expected);
  expect(await query('kubuntu.org', 'TXT')).toMatchObject({ state: 'ok' });
});
