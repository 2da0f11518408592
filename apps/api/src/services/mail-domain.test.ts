import { createSocket } from 'node:dgram';
import { createDnsResolver, type DnsResolver } from '@ubuntu-aliases/dns';
import { expect, onTestFinished, test } from 'vitest';
import { createMailDomains } from './mail-domain.ts';

type Said = Record<string, Awaited<ReturnType<DnsResolver['query']>>>;
const ok = (records: unknown[]) =>
  ({ state: 'ok', records, ttl: 60, through: [], isAuthentic: false }) as unknown as Said[string];
const none = (reason: 'no_name' | 'no_data') => ({ ...ok([]), state: 'none', reason }) as Said[string];
const unknown = { state: 'unknown', reason: 'timeout' } as const;
const mx = (...exchanges: string[]) => ok(exchanges.map((exchange) => ({ preference: 10, exchange })));

test.each<[string, Said, string]>([
  ['a mail server', { MX: mx('mx.example.org') }, 'yes'],
  ['a null MX', { MX: mx('') }, 'no'],
  ['a null MX beside a real one', { MX: mx('', 'mx.example.org') }, 'yes'],
  ['no such name', { MX: none('no_name') }, 'no'],
  ['an address alone', { MX: none('no_data'), A: ok(['192.0.2.1']), AAAA: none('no_data') }, 'yes'],
  ['an IPv6 address alone', { MX: none('no_data'), A: none('no_data'), AAAA: ok(['2001:db8::1']) }, 'yes'],
  ['nothing at all', { MX: none('no_data'), A: none('no_data'), AAAA: none('no_data') }, 'no'],
  ['nobody who says', { MX: unknown }, 'unknown'],
  ['half an answer', { MX: none('no_data'), A: none('no_data'), AAAA: unknown }, 'unknown'],
])('%s', async (_, said, answer) => {
  const dns = {
    query: (_name: string, type: string) => Promise.resolve(said[type] ?? unknown),
  } as DnsResolver;
  expect(await createMailDomains(dns).takesMail('example.org')).toBe(answer);
});

/** A name server on loopback that answers every question with these bytes after it, or not at all. */
async function serve(reply: { code: number; answer?: number[] } | null) {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    if (!reply) return;
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    // RFC 1035 §4.1.1: the id, a reply with recursion and a code, then how many of each there are.
    const header = Buffer.from([...query.subarray(0, 2), 0x81, 0x80 | reply.code, 0, 1, 0, reply.answer ? 1 : 0, 0, 0, 0, 0]);
    socket.send(Buffer.concat([header, question, Buffer.from(reply.answer ?? [])]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void socket.close());
  return createDnsResolver({ servers: [{ host: '127.0.0.1', port: socket.address().port }] });
} // prettier-ignore

/** An MX record for the name of the question, for a minute: preference, then the exchange. */
const mxRecord = (...exchange: number[]) => [
  0xc0,
  12,
  0,
  15,
  0,
  1,
  0,
  0,
  0,
  60,
  0,
  2 + exchange.length,
  0,
  0,
  ...exchange,
];

test.each([
  ['a null MX', { code: 0, answer: mxRecord(0) }, 'no'],
  ['a mail server', { code: 0, answer: mxRecord(2, 0x6d, 0x78, 0xc0, 12) }, 'yes'],
  ['no such name', { code: 3 }, 'no'],
  ['a name without records', { code: 0 }, 'no'],
  ['a fault of the server', { code: 2 }, 'unknown'],
  ['silence', null, 'unknown'],
])('on the wire: %s', async (_, reply, answer) => {
  const startedAt = Date.now();
  expect(await createMailDomains(await serve(reply), 300).takesMail('example.org')).toBe(answer);
  // It keeps nobody waiting.
  expect(Date.now() - startedAt).toBeLessThan(2_000);
});
