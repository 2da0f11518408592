import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authenticate, dkimSign, sealMessage } from 'mailauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStores, makeDkimKey } from '@ubuntu-aliases/store';
import { createAuthenticator } from '../src/auth/authenticator.ts';
import { createSealKeys } from '../src/auth/seal-keys.ts';
import { connect } from './support/client.ts';
import { useWorld } from './support/world.ts';

/** ARC seals and From rewritten, as `second.example` wants them; `alias.example` wants neither. */

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const record = (key: string) => `v=DKIM1; k=rsa; p=${key}`;
const ofOthers = record(publicKey.export({ type: 'spki', format: 'der' }).toString('base64'));
const TXT: Record<string, string> = {
  's1._domainkey.sender.example': ofOthers,
  's1._domainkey.list.example': ofOthers,
  'sender.example': 'v=spf1 ip4:192.0.2.1 -all',
  '_dmarc.sender.example': 'v=DMARC1; p=reject',
  'second.example': 'v=spf1 ip4:198.51.100.1 -all',
  '_dmarc.second.example': 'v=DMARC1; p=reject',
};
let silent = '';
let gone = '';
const fail = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
const resolve = (name: string, type: string): Promise<string[][]> => {
  if (name === silent) return fail('ETIMEOUT');
  return type === 'TXT' && TXT[name] && name !== gone ? Promise.resolve([[TXT[name]]]) : fail('ENOTFOUND');
};

const authenticator = createAuthenticator({ resolve, threads: 1, freshMs: 0 });
const dataDir = await mkdtemp(path.join(tmpdir(), 'forwarder-keys-'));
let now = Date.now();
const unusable: string[] = [];
const world = useWorld({
  authenticator,
  freshMs: 0,
  sealKeys: createSealKeys({
    findActive: (domain) => createStores(world.database.client).dkimKeys.find(domain, 'active'),
    dataDir,
    clock: () => new Date(now),
    onUnusable: ({ selector }) => unusable.push(selector),
  }),
});

async function rotateTo(selector: string): Promise<void> {
  const domain = 'second.example';
  const { dkimKeys } = createStores(world.database.client);
  const made = await makeDkimKey(dataDir, { domain, selector });
  TXT[`${selector}._domainkey.${domain}`] = record(made);
  await dkimKeys.addWaiting({ domain, selector, publicKey: made, createdAt: new Date() });
  await dkimKeys.activate(domain, selector, new Date());
  now += 60_000;
}

const settings = (value: object) =>
  world.pool.query("UPDATE domains SET settings = $1 WHERE name = 'second.example'", [value]);

beforeAll(() => rotateTo('first'));
beforeEach(async () => {
  silent = gone = '';
  await settings({ sealsArc: true });
});
afterAll(async () => {
  await authenticator.close();
  await rm(dataDir, { recursive: true });
});

const TEXT =
  'From: Ada <ada@sender.example>\r\nTo: mira@second.example\r\nSubject: x\r\nDate: Tue, 24 Nov 2026 12:00:00 +0000\r\n\r\nText\r\n.dots\r\n\r\n';
const signed = async (message: string) =>
  (
    await dkimSign(message, {
      signatureData: [{ signingDomain: 'sender.example', selector: 's1', privateKey: pem }],
    } as never)
  ).signatures + message;
/** As a list would have passed it on. */
const sealedByOthers = async (message: string) =>
  (await sealMessage(message, { signingDomain: 'list.example', selector: 's1', privateKey: pem, cv: 'none', authResults: 'list.example; dkim=pass header.d=sender.example' })).toString() + message; // prettier-ignore

interface Sent {
  to?: string;
  ip?: string | null;
  from?: string;
}

/** Gives the answer, and what arrived with its dots undone. */
async function send(message: string, { to = 'mira@second.example', ip = '192.0.2.1', from = 'ada@sender.example' }: Sent = {}) {
  world.hop.taken.length = 0;
  const client = await connect(world.smtp);
  if (ip) await client.say(`XFORWARD ADDR=${ip} HELO=mail.sender.example`);
  await client.open(from, to);
  const answer = await client.send(`${message.replace(/^\./gm, '..')}.\r\n`);
  await client.say('QUIT');
  const raw = (world.hop.taken[0]?.raw ?? '').replace(/^\.\./gm, '.');
  return { answer, raw, seals: [...raw.matchAll(/^ARC-Seal: i=(\d+);/gm)].map(([, i]) => Number(i)) };
} // prettier-ignore

const PYTHON = `
import json, sys, dkim
zone = json.loads(sys.argv[1])
def txt(name, timeout=5):
    return zone.get(name.decode().rstrip('.'), '').encode() or None
message = sys.stdin.buffer.read()
print('arc', dkim.arc_verify(message, dnsfunc=txt)[0].decode())
print('dkim', dkim.verify(message, dnsfunc=txt))
`;
const hasPython = (() => {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import dkim'], { stdio: 'pipe' });
    return true;
  } catch {
    console.error('\n*** LEFT OUT: seals by an independent verifier. python3-dkim is not installed. ***\n');
    return false;
  }
})();
/** What dkimpy says of it. */
const verify = (raw: string) =>
  execFileSync('/usr/bin/python3', ['-c', PYTHON, JSON.stringify(TXT)], { input: Buffer.from(raw, 'latin1') })
    .toString()
    .trim();

describe('ARC', () => {
  it.skipIf(!hasPython)('a seal that others verify, over a message that is as it was', async () => {
    const message = await signed(TEXT);
    const { answer, raw, seals } = await send(message);
    expect(answer).toMatch(/^250 /);
    expect(seals).toEqual([1]);
    expect(raw.endsWith(message)).toBe(true);
    expect(raw).toMatch(/ARC-Authentication-Results: i=1; mx\.alias\.example;[^]*dmarc=pass/);
    expect(verify(raw)).toBe('arc pass\ndkim True');
  });

  it.skipIf(!hasPython)('goes on with a chain that holds', async () => {
    const { raw, seals } = await send(await sealedByOthers(await signed(TEXT)));
    expect(seals).toEqual([2, 1]);
    expect(raw).toMatch(/^ARC-Seal: i=2;[^]*?cv=pass;/);
    expect(verify(raw)).toBe('arc pass\ndkim True');
  });

  it('a broken chain is not sealed over', async () => {
    const message = (await sealedByOthers(TEXT)).replace('Subject: x', 'Subject: y');
    expect(await send(message)).toMatchObject({
      answer: expect.stringMatching(/^250 /) as string,
      seals: [1],
    });
  });

  it('an earlier key that cannot be looked up for the moment: 451, and no seal', async () => {
    silent = 's1._domainkey.list.example';
    const message = await sealedByOthers(TEXT);
    expect(await send(message)).toMatchObject({
      answer: expect.stringMatching(/^451 4\.7\.0 /) as string,
      raw: '',
    });
    // Where nothing is sealed it goes on.
    expect((await send(message, { to: 'mira@alias.example' })).answer).toMatch(/^250 /);
  });

  it('an earlier key that is gone: forwarded without a seal', async () => {
    gone = 's1._domainkey.list.example';
    expect((await send(await sealedByOthers(TEXT))).seals).toEqual([1]);
  });

  it.each([
    ['is off unless its domain wants it', { to: 'mira@alias.example' }],
    ['speaks of no mail whose client is not known', { ip: null }],
  ])('%s', async (_, how) => {
    expect(await send(await signed(TEXT), how)).toMatchObject({
      answer: expect.stringMatching(/^250 /) as string,
      seals: [],
    });
  });

  it.skipIf(!hasPython)('LMTP: each recipient as its domain wants it', async () => {
    const client = await connect(world.lmtp, { lmtp: true });
    await client.say('XFORWARD ADDR=192.0.2.1 HELO=mail.sender.example');
    await client.open('ada@sender.example', 'mira@second.example', 'mira@alias.example');
    expect(await client.send(`${TEXT.replace(/^\./gm, '..')}.\r\n`)).toMatch(/^250 /);
    expect(await client.answer()).toMatch(/^250 /);
    const seals = world.hop.taken.map(({ mail, raw }) => [
      /@(\S+)>/.exec(mail)?.[1],
      raw.includes('ARC-Seal'),
    ]);
    expect(seals.sort()).toEqual([['alias.example', false], ['second.example', true]]); // prettier-ignore
    await client.say('QUIT');
  });

  it.skipIf(!hasPython)('with a new key, and without one that cannot be read', async () => {
    await rotateTo('second');
    const { raw } = await send(TEXT);
    expect(raw).toContain('s=second;');
    expect(verify(raw)).toMatch(/^arc pass/);
    await rm(path.join(dataDir, 'dkim/second.example/second.pem'));
    now += 60_000;
    expect((await send(TEXT)).seals).toEqual([]);
    expect(unusable).toEqual(['second']);
    await rotateTo('third');
  });
});

describe('From rewritten', () => {
  beforeEach(() => settings({ rewritesFrom: true, sealsArc: true }));
  const fromOf = (raw: string) => /^From: .*/m.exec(raw)?.[0];
  const REWRITTEN = /^From: "Ada via second\.example" <SRS0=[^ ]+=sender\.example=ada@second\.example>$/;

  it.skipIf(!hasPython)(
    'for a sender whose policy holds by SPF alone: it passes at the recipient, sealed as it leaves',
    async () => {
      const { answer, raw } = await send(TEXT);
      expect(answer).toMatch(/^250 /);
      expect(raw.match(/^From:/gim)).toHaveLength(1);
      expect(fromOf(raw)).toMatch(REWRITTEN);
      expect(raw).toContain('\r\nReply-To: Ada <ada@sender.example>\r\nAuthor: Ada <ada@sender.example>\r\n');
      expect(raw.endsWith(TEXT.slice(TEXT.indexOf('To: mira')))).toBe(true);
      expect(verify(raw)).toMatch(/^arc pass/);
      const sender = /<(.*)>/.exec(world.hop.taken[0]?.mail ?? '')?.[1];
      const there = await authenticate(Buffer.from(raw, 'latin1'), { ip: '198.51.100.1', helo: 'mx.alias.example', ...(sender && { sender }), resolver: resolve }); // prettier-ignore
      expect(there.dmarc && there.dmarc.status.result).toBe('pass');
    },
  );

  it.each([
    ['a signature of the sender, which goes through', true, TEXT, {}],
    ['a sender that fails here', false, TEXT.replaceAll('sender.example', 'soft.example'), { from: 'eve@sender.example' }],
    ['the null sender', false, TEXT, { from: '' }],
    ['a domain that does not want it', false, TEXT, { to: 'mira@alias.example' }],
    ['a From that can be read in two ways', false, TEXT.replace('Ada <ada@sender.example>', 'Ada <ada@sender.example> <eve@sender.example>'), {}],
  ])('not for %s', async (_, isSigned, text, how) => {
    TXT['_dmarc.soft.example'] = 'v=DMARC1; p=quarantine';
    TXT['mail.sender.example'] = 'v=spf1 ip4:192.0.2.1 -all';
    const { answer, raw } = await send(isSigned ? await signed(text) : text, how);
    expect(answer).toMatch(/^250 /);
    expect(raw.endsWith(text)).toBe(true);
  }); // prettier-ignore
});
