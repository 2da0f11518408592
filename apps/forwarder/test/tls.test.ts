import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DnsAnswer, DnsResolver, RecordType, TlsaRecord } from '@ubuntu-aliases/dns';
import { createDane } from '../src/next-hop/dane.ts';
import { createMtaSts } from '../src/next-hop/mta-sts.ts';
import { createMxRouter } from '../src/next-hop/mx-router.ts';
import { connect } from './support/client.ts';
import { type NextHop, type Script, startNextHop } from './support/next-hop.ts';
import { useWorld } from './support/world.ts';

/** TLS to the next hop, by real servers of loopback with real certificates. */

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'fixtures/tls', name));
const key = read('host.key');
const good = { key, cert: read('host.crt') };
const broken = { key, cert: read('broken.crt') };
const world = useWorld();
const MAIL = 'Subject: x\r\n\r\nText.\r\n.\r\n';
const INSECURE = /^451 4\.7\.5 /;
const trusted = tls.getCACertificates();
beforeAll(() => tls.setDefaultCACertificates([...trusted, read('ca.crt').toString()]));
afterAll(() => tls.setDefaultCACertificates(trusted));

const fail = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

interface Setting {
  script?: Script;
  txt?: string | null;
  dane?: DnsResolver;
}

/** Sends a mail by MX `first.mx.example` and gives the answer, and what arrived. */
async function send({ script, txt, dane }: Setting, sts = policies(txt ?? null)) {
  const hop = await startNextHop(script ?? {});
  const answer = await sendTo(hop, sts, dane);
  const [taken] = hop.taken;
  await hop.close();
  return { answer, isEncrypted: taken?.isEncrypted };
}

async function sendTo(hop: NextHop, sts: ReturnType<typeof createMtaSts> | undefined, dane?: DnsResolver) {
  const resolve = (name: string, type: string) => {
    if (type === 'MX' && name === 'home.example') return Promise.resolve([{ priority: 1, exchange: 'first.mx.example' }]);
    return type === 'A' ? Promise.resolve(['127.0.0.1']) : fail('ENODATA');
  }; // prettier-ignore
  const route = createMxRouter(resolve, {
    port: hop.port,
    isAllowed: () => true,
    mtaSts: sts,
    dane: dane && createDane(dane),
  });
  const { smtp } = await world.start({ route });
  const client = await connect(smtp);
  await client.say('MAIL FROM:<ada@sender.example>');
  const atRcpt = await client.say('RCPT TO:<mira@alias.example>');
  const answer = atRcpt.startsWith('250') ? await client.send(MAIL) : atRcpt;
  client.destroy();
  return answer;
}

function policies(txt: string | null) {
  const resolve = (name: string, type: string) => {
    if (type === 'TXT' && name === '_mta-sts.home.example' && txt) return Promise.resolve([[txt]]);
    return type === 'A' ? Promise.resolve([POLICY_HOST]) : fail('ENOTFOUND');
  };
  return createMtaSts(resolve, (address) => address === POLICY_HOST);
}

describe('opportunistic', () => {
  it.each([
    ['TLS when it is offered', { tls: good }, true],
    ['with a broken certificate: expired, of another name, signed by itself', { tls: broken }, true],
    ['in the clear when it is not offered', {}, false],
    ['in the clear when it is offered and fails', { tls: 'nonsense' as const }, false],
  ])('%s', async (_, script, isEncrypted) => {
    expect(await send({ script })).toEqual({
      answer: expect.stringMatching(/^250 /) as string,
      isEncrypted,
    });
  });
});

const POLICY_HOST = '127.0.3.1';
let policy: string | null = null;
let fetches = 0;
const server = https.createServer(good, (_, response) => {
  fetches += 1;
  if (policy === null) response.writeHead(500).end();
  else response.writeHead(200, { 'content-type': 'text/plain' }).end(policy);
});
const canListen = await new Promise<boolean>((resolve) => {
  server.once('error', () => resolve(false));
  server.listen(443, POLICY_HOST, () => resolve(true));
});
if (!canListen)
  console.error('\n*** LEFT OUT: MTA-STS over HTTPS. Port 443 of loopback cannot be opened. ***\n');
afterAll(async () => {
  if (!canListen) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

describe.skipIf(!canListen)('MTA-STS', () => {
  const enforce = 'version: STSv1\r\nmode: enforce\r\nmx: *.mx.example\r\nmax_age: 86400\r\n';
  const txt = 'v=STSv1; id=1;';
  it.each([
    ['enforced, a certificate for its name: taken over TLS', enforce, { tls: good }, /^250 /, true],
    ['enforced, a broken certificate: 451, no mail', enforce, { tls: broken }, INSECURE, undefined],
    ['enforced, no TLS: 451, no mail', enforce, {}, INSECURE, undefined],
    ['enforced, TLS that fails: 451, no mail', enforce, { tls: 'nonsense' as const }, INSECURE, undefined],
    ['enforced for other hosts: 451, no mail', enforce.replace('*.mx', '*.other'), { tls: good }, INSECURE, undefined],
    ['testing: a broken certificate is taken', enforce.replace('enforce', 'testing'), { tls: broken }, /^250 /, true],
    ['none: in the clear', enforce.replace('enforce', 'none'), {}, /^250 /, false],
    ['a policy that cannot be fetched, never known before, asks for nothing', null, {}, /^250 /, false],
    ['a policy that makes no sense asks for nothing', 'hello', {}, /^250 /, false],
  ])('%s', async (_, text, script, expected, isEncrypted) => {
    policy = text;
    const sent = await send({ script, txt });
    expect(sent.answer).toMatch(expected);
    expect(sent.isEncrypted).toBe(isEncrypted);
  }); // prettier-ignore

  it('is fetched once, and kept when it can be had no more', async () => {
    policy = enforce;
    let published: string | null = txt;
    const sts = createMtaSts(
      (_, type) => {
        if (type === 'TXT') return published ? Promise.resolve([[published]]) : fail('ESERVFAIL');
        return type === 'A' ? Promise.resolve([POLICY_HOST]) : fail('ENODATA');
      },
      () => true,
    );
    const before = fetches;
    expect((await send({ script: { tls: good } }, sts)).answer).toMatch(/^250 /);
    expect((await send({ script: { tls: good } }, sts)).answer).toMatch(/^250 /);
    expect(fetches).toBe(before + 1);
    policy = null;
    for (published of ['v=STSv1; id=2;', null]) {
      expect((await send({ script: {} }, sts)).answer).toMatch(INSECURE);
    }
  });

  it('a policy host of this machine is not asked', async () => {
    policy = enforce;
    const resolve = (_: string, type: string) =>
      type === 'TXT' ? Promise.resolve([[txt]]) : Promise.resolve([POLICY_HOST]);
    const before = fetches;
    const sts = createMtaSts(resolve, () => false);
    expect((await send({ script: {} }, sts)).answer).toMatch(/^250 /);
    expect(fetches).toBe(before);
  });
});

const spkiOf = (pem: Buffer) => new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const ofHost = sha256(spkiOf(good.cert));
const tlsa = (usage: number, certificate: Buffer, { selector = 1, matchingType = 1 } = {}): TlsaRecord => ({
  usage,
  selector,
  matchingType,
  certificate,
});

/** A resolver that validates, or says so only of some types. */
function zone(records: TlsaRecord[] | 'silent', isAuthentic = (_: RecordType) => true): DnsResolver {
  return {
    query: <T extends RecordType>(name: string, type: T) => {
      const at = { ttl: 60, through: [], isAuthentic: isAuthentic(type) };
      const some = (list: unknown[]) => ({ state: 'ok', records: list, ...at }) as unknown as DnsAnswer<T>;
      const none = { state: 'none', reason: 'no_data', ...at } as DnsAnswer<T>;
      if (type === 'MX') return Promise.resolve(some([{ preference: 1, exchange: 'first.mx.example' }]));
      if (type === 'A') return Promise.resolve(some(['127.0.0.1']));
      if (type !== 'TLSA' || !/^_\d+\._tcp\.first\.mx\.example$/.test(name)) return Promise.resolve(none);
      if (records === 'silent') return Promise.resolve({ state: 'unknown', reason: 'timeout' });
      return Promise.resolve(records.length > 0 ? some(records) : none);
    },
  };
}

describe('DANE', () => {
  const ca = read('ca.crt');
  const chain = { key, cert: Buffer.concat([good.cert, ca]) };
  const notMx = (type: RecordType) => type !== 'MX';
  it.each([
    ['the key that DNS names: taken, whatever else is wrong with the certificate', zone([tlsa(3, ofHost)]), { tls: broken }, /^250 /, true],
    ['the whole certificate, by SHA-512', zone([tlsa(3, createHash('sha512').update(new X509Certificate(good.cert).raw).digest(), { selector: 0, matchingType: 2 })]), { tls: good }, /^250 /, true],
    ['one of two keys, as in a rotation', zone([tlsa(3, sha256(Buffer.from('old'))), tlsa(3, ofHost)]), { tls: good }, /^250 /, true],
    ['another key: 451, no mail', zone([tlsa(3, sha256(Buffer.from('x')))]), { tls: good }, INSECURE, undefined],
    ['no TLS: 451, no mail', zone([tlsa(3, ofHost)]), {}, INSECURE, undefined],
    ['an authority that is named, and the certificate is for the host', zone([tlsa(2, sha256(spkiOf(ca)))]), { tls: chain }, /^250 /, true],
    ['an authority that is named and not shown: 451', zone([tlsa(2, sha256(spkiOf(ca)))]), { tls: broken }, INSECURE, undefined],
    ['its own key named as an authority: 451', zone([tlsa(2, ofHost)]), { tls: broken }, INSECURE, undefined],
    ['usages that are not for mail: TLS, of any kind', zone([tlsa(1, ofHost)]), { tls: broken }, /^250 /, true],
    ['usages that are not for mail, and no TLS: 451', zone([tlsa(0, ofHost)]), {}, INSECURE, undefined],
    ['no TLSA: opportunistic', zone([]), {}, /^250 /, false],
    ['TLSA that is not answered in a signed zone: 451, no mail', zone('silent'), { tls: good }, /^451 4\.4\.3 /, undefined],
    ['an MX that was not validated: not used', zone([tlsa(3, sha256(Buffer.from('x')))], notMx), {}, /^250 /, false],
    ['TLSA that was not validated: not used', zone([tlsa(3, sha256(Buffer.from('x')))], (type) => type !== 'TLSA'), {}, /^250 /, false],
  ])('%s', async (_, dane, script, expected, isEncrypted) => {
    const sent = await send({ script, dane });
    expect(sent.answer).toMatch(expected);
    expect(sent.isEncrypted).toBe(isEncrypted);
  }); // prettier-ignore
});
