import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from './support/client.ts';
import { hasSwaks, type Postfix, startPostfix, whyNoPostfix } from './support/postfix.ts';
import { useWorld } from './support/world.ts';

/** The real Postfix with the configuration of deploy/postfix, from the sender to the next hop. */

const reason = whyNoPostfix();
if (reason) console.error(`\n*** LEFT OUT: the tests with the real Postfix. ${reason}. ***\n`);

const run = promisify(execFile);
let isDown = false;
const world = useWorld({
  resolveMany: (addresses, now) =>
    isDown ? Promise.reject(new Error('down')) : world.database.mail.resolveMany(addresses, now),
});
const MAIL = 'From: Ada <ada@sender.example>\r\nSubject: hello\r\n\r\n.dot\r\n..\r\nGr\xfc\xdfe\r\n';
const stuffed = Buffer.from(`${MAIL.replace(/^\./gm, '..')}.\r\n`, 'latin1');

describe.skipIf(reason !== null)('through Postfix, passing through', () => {
  let postfix: Postfix;
  beforeAll(async () => {
    postfix = await startPostfix({
      layout: 'pass-through',
      forwarder: world.smtp,
      socketmap: world.socketmap,
    });
  }, 60_000);
  afterAll(() => postfix.stop(), 60_000);

  const rcpt = async (address: string) => {
    const client = await connect(postfix.port);
    await client.say('MAIL FROM:<ada@sender.example>');
    const answer = await client.say(`RCPT TO:<${address}>`);
    await client.say('QUIT');
    return answer;
  };

  it('the message arrives byte for byte, with the trace of the client that Postfix saw', async () => {
    const client = await connect(postfix.port);
    await client.say('MAIL FROM:<ada@sender.example> BODY=8BITMIME');
    await client.say('RCPT TO:<mira+list@alias.example>');
    expect(await client.send(stuffed)).toMatch(/^250 2\.0\.0 /);
    await client.say('QUIT');
    const [taken] = world.hop.taken;
    expect(taken?.raw).toMatch(/^Received: from sender\.example \(\S+ \[127\.0\.0\.1\]\)\r\n/);
    // One line of the trace is ours, one Postfix's.
    expect(taken?.raw.replace(/^(?:Received: .*\r\n(?:\t.*\r\n)+){2}/, '').replace(/^\.\./gm, '.')).toBe(
      MAIL,
    );
    expect(taken?.rcpt).toEqual(['mira@home.example']);
    expect(taken?.mail).toMatch(/^FROM:<SRS0=\S+@alias\.example>/);
  });

  it.each([
    ['unknown: 550 5.1.1', 'stranger@alias.example', /^550 5\.1\.1 /],
    ['released: 550 5.1.1', 'released@alias.example', /^550 5\.1\.1 /],
    ['suspended: 550 5.1.1', 'suspended@alias.example', /^550 5\.1\.1 /],
    ['paused for good: 550 5.1.1', 'closed@alias.example', /^550 5\.1\.1 /],
    ['paused for now: 450 4.2.1', 'waiting@alias.example', /^450 4\.2\.1 /],
    ['without a recipient: 450 4.2.1', 'nobody@alias.example', /^450 4\.2\.1 /],
    ['grace: forwarded', 'grace@alias.example', /^250 /],
    ['a domain that is not ours: 554, nothing is relayed', 'x@elsewhere.example', /^554 5\.7\.1 /],
    ['a wrong SRS address: 550', 'SRS0=AAAA=AA=x.example=y@alias.example', /^550 5\.1\.1 /],
  ])('%s', async (_, address, expected) => {
    expect(await rcpt(address)).toMatch(expected);
  });

  it('the answers of the next hop come through, without its words', async () => {
    world.hop.script.rcpt = '550 5.2.2 <mira@home.example> is full';
    expect(await rcpt('mira@alias.example')).toMatch(/^550 5\.2\.2 [^@]+$/);
    world.hop.script = { dot: '451 4.7.1 <mira@home.example> greylisted' };
    const client = await connect(postfix.port);
    await client.open('ada@sender.example', 'mira@alias.example');
    expect(await client.send(stuffed)).toMatch(/^451 4\.7\.1 [^@]+$/);
    await client.say('QUIT');
    expect(world.hop.taken).toEqual([]);
  });

  it.skipIf(!hasSwaks())('swaks can send', async () => {
    const args = ['--server', '127.0.0.1', '--port', String(postfix.port), '--to', 'mira@alias.example'];
    await run('swaks', [...args, '--from', 'ada@sender.example', '--hide-all', '--body', 'from swaks']);
    expect(world.hop.taken).toMatchObject([{ rcpt: ['mira@home.example'] }]);
  });

  it.each(['\n.\r\n', '\r\n.\n', '\n.\n', '\r.\r', '\r\n.\r'])(
    'smuggling with %j reaches nobody',
    async (end) => {
      const client = await connect(postfix.port);
      await client.open('ada@sender.example', 'mira@alias.example');
      await client.say('DATA');
      client.write(
        `Subject: x\r\n\r\nText${end}MAIL FROM:<eve@evil.example>\r\nRCPT TO:<ben@alias.example>\r\nDATA\r\n`,
      );
      client.write('Subject: smuggled\r\n\r\nx\r\n.\r\nQUIT\r\n');
      while ((await client.answer()) !== 'CLOSED');
      expect(world.hop.taken.flatMap((mail) => mail.rcpt)).not.toContain('ben@home.example');
      for (const { raw } of world.hop.taken) expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    },
  );

  it('addresses that cannot be looked up: 451', async () => {
    isDown = true;
    expect(await rcpt('never-asked@alias.example')).toMatch(/^451 4\.3\.0 /);
    isDown = false;
  });

  it('privacy: no message, sender, recipient or subject is in any file or log', async () => {
    const marker = 'zebra7marker';
    world.hop.script.rcpt = (address) =>
      address.startsWith('ben') ? '550 5.1.1 <ben@home.example> no' : '250 ok';
    for (const to of ['mira', 'ben', 'stranger']) {
      const target = `${to}${to === 'stranger' ? marker : ''}@alias.example`;
      const args = ['-s', '10', '-m', '40', '-f', `${marker}@sender.example`, '-t', target, '-S', marker];
      await run('smtp-source', [...args, `127.0.0.1:${postfix.port}`]).catch(() => undefined);
    }
    // One is cut off in the middle.
    const half = await connect(postfix.port);
    await half.open(`${marker}@sender.example`, 'mira@alias.example');
    await half.say('DATA');
    half.write(`Subject: ${marker}\r\n\r\n${marker}\r\n`.repeat(100));
    const files = await contents(postfix.folder);
    half.destroy();
    await vi.waitFor(() => expect(world.hop.taken.length).toBe(40));
    expect(world.hop.taken[0]?.raw).toContain(marker);
    expect(files.filter(({ text }) => text.includes(marker)).map(({ name }) => name)).toEqual([]);
    expect(postfix.log()).toMatch(/reject: RCPT/);
    for (const word of [marker, 'sender.example', 'home.example', 'mira@', 'ben@', '127.0.0.1]']) {
      expect(postfix.log()).not.toContain(word);
    }
  }, 60_000);
});

describe.skipIf(reason !== null)('through Postfix, queueing', () => {
  let postfix: Postfix;
  beforeAll(async () => {
    postfix = await startPostfix({ layout: 'queueing', forwarder: world.lmtp, socketmap: world.socketmap });
  }, 60_000);
  afterAll(() => postfix.stop(), 60_000);

  it('a message is taken at once and goes on over LMTP, each recipient by itself', async () => {
    const client = await connect(postfix.port);
    await client.open('ada@sender.example', 'mira@alias.example', 'far@alias.example');
    expect(await client.send(stuffed)).toMatch(/^250 2\.0\.0 /);
    await client.say('QUIT');
    await vi.waitFor(
      () =>
        expect(world.hop.taken.flatMap((mail) => mail.rcpt).sort()).toEqual([
          'far@elsewhere.example',
          'mira@home.example',
        ]),
      20_000,
    );
    expect(world.hop.taken[0]?.raw).toMatch(
      /^Received: from \S+ \(\S+ \[127\.0\.0\.1\]\)\r\n\tby mx\.alias\.example with LMTP/,
    );
  });

  it('what the next hop will not take yet waits in the queue and goes on later', async () => {
    world.hop.script.rcpt = '450 4.2.0 greylisted';
    const args = ['-s', '5', '-m', '10', '-f', 'ada@sender.example', '-t', 'mira@alias.example'];
    await run('smtp-source', [...args, `127.0.0.1:${postfix.port}`]);
    const deferred = async () =>
      (await readdir(path.join(postfix.folder, 'spool/deferred'), { recursive: true })).filter(
        (name) => path.basename(name).length > 1,
      ).length;
    await vi.waitFor(async () => expect(await deferred()).toBe(10), 20_000);
    expect(world.hop.taken).toEqual([]);
    world.hop.script.rcpt = '250 2.1.5 ok';
    await run('postfix', ['-c', path.join(postfix.folder, 'etc'), 'flush']);
    await vi.waitFor(() => expect(world.hop.taken).toHaveLength(10), 20_000);
    expect(postfix.log()).not.toMatch(/@|home\.example/);
  }, 60_000);
});

/** Every file below, as text. */
async function contents(folder: string): Promise<{ name: string; text: string }[]> {
  const names = await readdir(folder, { recursive: true });
  const found: { name: string; text: string }[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const text = (await stat(file).catch(() => null))?.isFile() ? await readFile(file, 'latin1') : null;
    if (text !== null) found.push({ name, text });
  }
  return found;
}
