import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { afterAll, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../src/auth/authenticator.ts';
import { createRelayRouter } from '../src/next-hop/route.ts';
import { connect } from './support/client.ts';
import { useWorld } from './support/world.ts';

/** Where mail comes from, with keys made here and a zone of plain text. */

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const TXT: Record<string, string> = {
  'sender.example': 'v=spf1 ip4:192.0.2.1 -all',
  's1._domainkey.sender.example': `v=DKIM1; k=rsa; p=${key}`,
  '_dmarc.sender.example': 'v=DMARC1; p=none',
  'strict.example': 'v=spf1 ip4:192.0.2.1 -all',
  's1._domainkey.strict.example': `v=DKIM1; k=rsa; p=${key}`,
  '_dmarc.strict.example': 'v=DMARC1; p=reject',
  's1._domainkey.alias.example': `v=DKIM1; k=rsa; p=${key}`,
};
/** Names that nobody answers about. */
const SILENT = new Set(['_dmarc.silent.example', 'silent.example', 's1._domainkey.silent.example']);
const fail = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
const resolve = (name: string, type: string) => {
  if (SILENT.has(name)) return fail('ETIMEOUT');
  return type === 'TXT' && TXT[name] ? Promise.resolve([[TXT[name]]]) : fail('ENOTFOUND');
};

const authenticator = createAuthenticator({ resolve, threads: 1, freshMs: 0 });
const world = useWorld({ authenticator });
afterAll(() => authenticator.close());

interface Sent {
  from?: string;
  envelope?: string;
  ip?: string | null;
  signedBy?: string;
  extra?: string;
  body?: string;
  to?: string;
  port?: number;
}

async function send({ from = 'ada@sender.example', envelope = from, ip = '192.0.2.1', signedBy, extra = '', body = 'Text.\r\n', to = 'mira', port }: Sent) {
  const message = `${extra}From: ${from}\r\nTo: mira@alias.example\r\nSubject: x\r\nDate: Tue, 24 Nov 2026 12:00:00 +0000\r\n\r\n${body}`;
  const signature = signedBy
    ? (await dkimSign(message, {
        signatureData: [{ signingDomain: signedBy, selector: 's1', privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }],
      } as never)).signatures
    : '';
  const client = await connect(port ?? world.smtp);
  if (ip) await client.say(`XFORWARD ADDR=${ip} HELO=mail.sender.example`);
  await client.open(envelope, `${to}@alias.example`);
  const answer = await client.send(`${signature}${message}`.replace(/^\./gm, '..') + '.\r\n');
  await client.say('QUIT');
  return answer;
} // prettier-ignore

describe('results of ours in front', () => {
  it('say what was found', async () => {
    expect(await send({ signedBy: 'sender.example' })).toMatch(/^250 /);
    const raw = world.hop.taken[0]?.raw ?? '';
    const [results] = /^Authentication-Results: mx\.alias\.example;(?:.*\r\n)(?:[ \t].*\r\n)*/.exec(raw) ?? [
      '',
    ];
    expect(results).toMatch(/dkim=pass/);
    expect(results).toMatch(/spf=pass/);
    expect(results).toMatch(/dmarc=pass/);
    expect(raw).toMatch(/\r\nReceived: from mail\.sender\.example/);
  });

  it('forged ones are taken out, those of others stay, and the signature still holds', async () => {
    const extra =
      'Authentication-Results: mx.alias.example;\r\n dkim=pass\r\nAuthentication-Results: mx.alias.example.org; spf=pass\r\n';
    expect(await send({ signedBy: 'sender.example', extra, body: '.\r\n..\r\nüber\r\n' })).toMatch(/^250 /);
    const raw = world.hop.taken[0]?.raw ?? '';
    expect(raw.match(/^Authentication-Results: mx\.alias\.example;/gim)).toHaveLength(1);
    expect(raw).toContain('Authentication-Results: mx.alias.example.org; spf=pass\r\n');
    expect(raw).toMatch(/dkim=pass/);
  });
});

describe('fails DMARC with p=reject on arrival: 550 5.7.1', () => {
  const strict = { from: 'eve@strict.example' };
  it.each([
    ['neither SPF nor DKIM', { ...strict, ip: '192.0.2.66' }, /^550 5\.7\.1 /],
    ['both of another domain', { ...strict, envelope: 'ada@sender.example', signedBy: 'sender.example' }, /^550 5\.7\.1 /],
    ['SPF alone', strict, /^250 /],
    ['DKIM alone', { ...strict, ip: '192.0.2.66', signedBy: 'strict.example' }, /^250 /],
    ['p=none is forwarded', { ip: '192.0.2.66' }, /^250 /],
    ['a policy that cannot be looked up turns no mail off', { from: 'x@silent.example' }, /^250 /],
  ])('%s', async (_, sent, expected) => {
    expect(await send(sent)).toMatch(expected);
  }); // prettier-ignore
});

describe('never launder', () => {
  const forged = { from: 'boss@alias.example', envelope: 'ada@sender.example' };
  it.each([
    ['From on our domain, not authenticated: 550 5.7.1', forged, /^550 5\.7\.1 /],
    ['on a domain below ours', { ...forged, from: 'boss@mail.alias.example' }, /^550 5\.7\.1 /],
    ['in another spelling', { ...forged, from: '"boss" <boss@ALIAS.example.>' }, /^550 5\.7\.1 /],
    ['beside another From', { ...forged, extra: 'From: ada@sender.example\r\n', signedBy: 'sender.example' }, /^550 5\.7\.1 /],
    ['in a From with two addresses', { ...forged, from: 'ada@sender.example, boss@alias.example' }, /^550 5\.7\.1 /],
    ['with the null sender', { ...forged, envelope: '' }, /^550 5\.7\.1 /],
    ['from a peer that tells of no client', { ...forged, ip: null }, /^550 5\.7\.1 /],
    ['with a signature of ours: forwarded', { ...forged, signedBy: 'alias.example' }, /^250 /],
    ['of another domain of ours, which does not align: forwarded', { ...forged, from: 'boss@second.example' }, /^250 /],
  ])('%s', async (_, sent, expected) => {
    expect(await send(sent)).toMatch(expected);
  }); // prettier-ignore

  it('with SRS_DOMAIN on a domain of its own nothing aligns and it is forwarded', async () => {
    const { smtp } = await world.start({
      srsDomain: 'bounces.example',
      route: createRelayRouter(world.hop.url),
    });
    expect(await send({ ...forged, port: smtp })).toMatch(/^250 /);
  });

  it('when nothing can be checked: 451', async () => {
    const broken = { check: () => Promise.resolve(null), close: () => Promise.resolve() };
    const { smtp } = await world.start({ authenticator: broken });
    expect(await send({ ...forged, port: smtp })).toMatch(/^451 4\.7\.0 /);
    expect(await send({ port: smtp })).toMatch(/^250 /);
  });
});
