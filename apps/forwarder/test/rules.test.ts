import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { TestTally } from '@ubuntu-aliases/store/mail';
import { LIMITS } from '../src/forwarder.ts';
import { createRelayRouter } from '../src/next-hop/route.ts';
import { connect } from './support/client.ts';
import { startNextHop } from './support/next-hop.ts';
import { srs, useWorld } from './support/world.ts';

/** The table of mail.md, row by row, over real sockets and with real rows. */

const world = useWorld({ freshMs: 0 });
const MAIL = 'From: Ada <ada@sender.example>\r\nSubject: hello\r\n\r\nText.\r\n.\r\n';

const rcpt = async (address: string, from = 'ada@sender.example') => {
  const client = await connect(world.smtp);
  await client.say(`MAIL FROM:<${from}>`);
  const answer = await client.say(`RCPT TO:<${address}>`);
  client.destroy();
  return answer;
};

describe('what an address says at RCPT', () => {
  it.each([
    ['unknown: 550 5.1.1', 'stranger@alias.example', /^550 5\.1\.1 /],
    ['released: 550 5.1.1', 'released@alias.example', /^550 5\.1\.1 /],
    ['of a domain that is not ours: 550 5.1.2', 'mira@other.example', /^550 5\.1\.2 /],
    ['suspended: 550 5.2.1', 'suspended@alias.example', /^550 5\.2\.1 /],
    ['held by an admin: 550 5.2.1', 'held@alias.example', /^550 5\.2\.1 /],
    ['paused for now: 450 4.2.1', 'waiting@alias.example', /^450 4\.2\.1 /],
    ['paused for good: 550 5.2.1', 'closed@alias.example', /^550 5\.2\.1 /],
    ['paused until a moment that has passed: forwarded', 'over@alias.example', /^250 /],
    ['active without a recipient: 450 4.2.1', 'nobody@alias.example', /^450 4\.2\.1 /],
    ['active: forwarded', 'mira@alias.example', /^250 /],
    ['in another case: forwarded', 'MiRa@Alias.Example', /^250 /],
    ['in grace: forwarded', 'grace@alias.example', /^250 /],
    ['unclaimed: forwarded', 'imported@alias.example', /^250 /],
    ['with a recipient that fails: forwarded, it may recover', 'failing@alias.example', /^250 /],
    ['no address at all: 550 5.1.1', 'no..dots@alias.example', /^550 5\.1\.1 /],
    ['without a domain: 550', 'postmaster', /^550 /],
  ])('%s', async (_, address, expected) => {
    expect(await rcpt(address)).toMatch(expected);
  });

  it('the whole local part first, sub-addressing after', async () => {
    for (const [address, mailbox] of [
      ['grace+work@alias.example', 'aduba@home.example'],
      ['grace+work+list@alias.example', 'aduba@home.example'],
      ['grace+other@alias.example', 'grace@home.example'],
    ] as const) {
      await rcpt(address);
      expect(world.hop.commands.filter((line) => line.startsWith('RCPT')).at(-1)).toBe(
        `RCPT TO:<${mailbox}>`,
      );
    }
  });
});

describe('what the next hop answers', () => {
  it.each([
    ['250 2.1.5 <mira@home.example> ok', /^250 2\.1\.5 Ok$/],
    ['450 4.2.0 <mira@home.example> greylisted', /^450 4\.2\.0 [^@]+$/],
    ['550 5.1.1 <mira@home.example> unknown', /^550 5\.1\.1 [^@]+$/],
    ['552 5.2.2 mira@home.example is full', /^552 5\.2\.2 [^@]+$/],
    ['550 <mira@home.example>', /^550 5\.0\.0 [^@]+$/],
    ['550 4.1.1 confused', /^550 5\.0\.0 [^@]+$/],
    ['530 5.7.0 sign in first', /^451 /],
    ['421 4.3.2 closing', /^451 /],
  ])('at RCPT its class and enhanced code are passed on, its text never is: %s', async (given, expected) => {
    world.hop.script.rcpt = given;
    expect(await rcpt('mira@alias.example')).toMatch(expected);
  });

  it.each([
    ['at the greeting', { greeting: '554 5.7.1 go away mira@home.example' }, /^554 5\.7\.1 [^@]+$/],
    ['at MAIL', { mail: '550 5.7.1 not from you' }, /^550 5\.7\.1 /],
    ['at MAIL for now', { mail: '451 4.7.1 later' }, /^451 4\.7\.1 /],
  ])('refused %s', async (_, script, expected) => {
    const hop = await startNextHop(script);
    const { smtp } = await world.start({ route: createRelayRouter(hop.url) });
    const client = await connect(smtp);
    await client.say('MAIL FROM:<ada@sender.example>');
    expect(await client.say('RCPT TO:<mira@alias.example>')).toMatch(expected);
    client.destroy();
    await hop.close();
  });

  it.each([
    ['250 2.0.0 queued for mira@home.example', /^250 2\.0\.0 [^@]+$/],
    ['451 4.7.1 mira@home.example: greylisted', /^451 4\.7\.1 [^@]+$/],
    ['554 5.7.1 mira@home.example: spam', /^554 5\.7\.1 [^@]+$/],
    ['CLOSE', /^451 4\.4\.2 /],
    ['blah blah', /^451 4\.4\.2 /],
  ])('after the final dot: %s', async (given, expected) => {
    world.hop.script.dot = given;
    const client = await connect(world.smtp);
    await client.open('ada@sender.example', 'mira@alias.example');
    expect(await client.send(MAIL)).toMatch(expected);
    client.destroy();
  });

  it('at DATA', async () => {
    world.hop.script.data = '554 5.5.1 no';
    const client = await connect(world.smtp);
    await client.open('ada@sender.example', 'mira@alias.example');
    expect(await client.send(MAIL)).toMatch(/^554 5\.5\.1 /);
    client.destroy();
  });
});

describe('a next hop that cannot be used: 451, never 5xx for a fault of ours', () => {
  const trouble = async (script: Parameters<typeof startNextHop>[0] | null) => {
    const hop = await startNextHop(script ?? {});
    if (script === null) await hop.close();
    const { smtp } = await world.start({
      route: createRelayRouter(hop.url),
      times: { commandMs: 250, totalMs: 400 },
      hops: { openMs: 250 },
    });
    const client = await connect(smtp);
    await client.say('MAIL FROM:<ada@sender.example>');
    const answer = await client.say('RCPT TO:<mira@alias.example>');
    const last = answer.startsWith('250') ? await client.send(MAIL) : answer;
    client.destroy();
    if (script) await hop.close();
    return last;
  };
  it.each([
    ['nobody listens', null],
    ['closes at the greeting', { greeting: 'CLOSE' }],
    ['hangs at the greeting', { greeting: 'HANG' }],
    ['garbage at the greeting', { greeting: 'HTTP/1.1 400 Bad Request' }],
    ['greylists at the greeting', { greeting: '421 4.7.0 later' }],
    ['closes at MAIL', { mail: 'CLOSE' }],
    ['garbage at MAIL', { mail: 'x' }],
    ['hangs at MAIL', { mail: 'HANG' }],
    ['hangs at RCPT', { rcpt: 'HANG' }],
    ['closes at RCPT', { rcpt: 'CLOSE' }],
    ['garbage at RCPT', { rcpt: 'x' }],
    ['closes at DATA', { data: 'CLOSE' }],
    ['hangs at DATA', { data: 'HANG' }],
    ['greylists at DATA', { data: '451 4.7.1 later' }],
    ['garbage at DATA', { data: 'x' }],
    ['garbage after the final dot', { dot: 'x' }],
    ['hangs after the final dot', { dot: 'HANG' }],
    ['closes after the final dot', { dot: 'CLOSE' }],
  ])('%s', async (_, script) => {
    expect(await trouble(script)).toMatch(/^451 4\.\d\.\d /);
    expect(world.faults).toEqual([]);
  });
});

describe('several recipients', () => {
  it('each RCPT has the answer of the next hop for it', async () => {
    world.hop.script.rcpt = (address) => (address.startsWith('ben') ? '550 5.1.1 no' : '250 ok');
    const client = await connect(world.smtp);
    await client.say('MAIL FROM:<ada@sender.example>');
    expect(await client.say('RCPT TO:<mira@alias.example>')).toMatch(/^250 /);
    expect(await client.say('RCPT TO:<ben@alias.example>')).toMatch(/^550 5\.1\.1 /);
    expect(await client.send(MAIL)).toMatch(/^250 /);
    expect(world.hop.taken).toMatchObject([{ rcpt: ['mira@home.example'] }]);
    client.destroy();
  });

  it('another next hop in the same transaction: 452 4.5.3', async () => {
    const { smtp } = await world.start({ route: byDomain() });
    const client = await connect(smtp);
    await client.open('ada@sender.example', 'mira@alias.example', 'ben@alias.example');
    expect(await client.say('RCPT TO:<far@alias.example>')).toMatch(/^452 4\.5\.3 /);
    expect(await client.send(MAIL)).toMatch(/^250 /);
    client.destroy();
  });

  it('another return path, as with aliases of two domains: 452 4.5.3', async () => {
    const client = await connect(world.smtp);
    await client.open('ada@sender.example', 'mira@alias.example');
    expect(await client.say('RCPT TO:<mira@second.example>')).toMatch(/^452 4\.5\.3 /);
    client.destroy();
  });

  it('LMTP: one answer per recipient, whatever their next hops', async () => {
    const { lmtp } = await world.start({ route: byDomain() });
    const client = await connect(lmtp, { lmtp: true });
    await client.open('ada@sender.example', 'mira@alias.example', 'far@alias.example', 'mira@second.example');
    let n = 0;
    world.hop.script.dot = () => ((n += 1) === 2 ? '451 4.3.0 later' : '250 ok');
    const answers = [await client.send(MAIL), await client.answer(), await client.answer()];
    expect(answers.map((answer) => answer.slice(0, 3)).sort()).toEqual(['250', '250', '451']);
    client.destroy();
  });
});

/** As MX would have it: one next hop for each domain of recipients; all of them are the same server here. */
const byDomain = () => (domain: string) => ({
  key: domain,
  hosts: () => Promise.resolve([{ host: '127.0.0.1', port: world.hop.port, addresses: [] }]),
  tls: 'opportunistic' as const,
  credentials: null,
});

describe('several recipients of one alias', () => {
  const sendTo = async (alias: string, mail = MAIL) => {
    const client = await connect(world.smtp);
    await client.say('MAIL FROM:<ada@sender.example>');
    const answer = await client.say(`RCPT TO:<${alias}@alias.example>`);
    const last = answer.startsWith('250') ? await client.send(mail) : answer;
    if (last.startsWith('250')) await client.say('QUIT');
    client.destroy();
    return last;
  };

  it('all are opened, and both get it', async () => {
    expect(await sendTo('both')).toMatch(/^250 /);
    expect(world.hop.taken.map(({ rcpt }) => rcpt.sort())).toEqual([
      ['one@home.example', 'two@home.example'],
    ]);
  });

  it('targets at several next hops do not count as several', async () => {
    const { smtp } = await world.start({ route: byDomain() });
    const client = await connect(smtp);
    await client.open('ada@sender.example', 'apart@alias.example');
    expect(await client.send(MAIL)).toMatch(/^250 /);
    expect(world.hop.taken.flatMap((mail) => mail.rcpt).sort()).toEqual([
      'one@home.example',
      'two@elsewhere.example',
    ]);
    client.destroy();
  });

  it('any temporary refusal: 451, and a retry reaches only those that had not taken it', async () => {
    const mail = MAIL.replace('hello', 'once each');
    world.hop.script.rcpt = (address) => (address.startsWith('two') ? '450 4.2.0 later' : '250 ok');
    expect(await sendTo('both', mail)).toMatch(/^450 4\.2\.0 /);
    expect(world.hop.taken.map(({ rcpt }) => rcpt)).toEqual([['one@home.example']]);
    world.hop.script = {};
    expect(await sendTo('both', mail)).toMatch(/^250 /);
    expect(world.hop.taken.map(({ rcpt }) => rcpt)).toEqual([['one@home.example'], ['two@home.example']]);
  });

  it('else any acceptance: 250', async () => {
    world.hop.script.rcpt = (address) => (address.startsWith('two') ? '550 5.1.1 no' : '250 ok');
    expect(await sendTo('both')).toMatch(/^250 /);
    expect(world.hop.taken.map(({ rcpt }) => rcpt)).toEqual([['one@home.example']]);
  });

  it('all permanent: 550', async () => {
    world.hop.script.rcpt = '550 5.1.1 no';
    expect(await sendTo('both')).toMatch(/^550 5\.1\.1 /);
  });
});

describe('what was delivered', () => {
  it('is not delivered again when the client was gone before our answer', async () => {
    const mail = MAIL.replace('hello', 'the answer is lost');
    world.hop.script.dot = 'HANG';
    const client = await connect(world.smtp);
    await client.open('ada@sender.example', 'mira@alias.example');
    void client.send(mail);
    await vi.waitFor(() => expect(world.hop.pending).toHaveLength(1));
    client.destroy();
    world.hop.pending.pop()?.('250 2.0.0 taken');
    world.hop.script = {};
    const again = await connect(world.smtp);
    await again.open('ada@sender.example', 'mira@alias.example');
    expect(await again.send(mail)).toMatch(/^250 /);
    await again.say('QUIT');
    expect(world.hop.taken).toHaveLength(1);
  });

  it('is another mail when the client heard the answer and sends the same bytes once more', async () => {
    const client = await connect(world.smtp);
    for (let n = 0; n < 2; n += 1) {
      await client.open('ada@sender.example', 'mira@alias.example');
      expect(await client.send(MAIL.replace('hello', 'twice'))).toMatch(/^250 /);
    }
    await client.say('QUIT');
    expect(world.hop.taken).toHaveLength(2);
  });
});

describe('the envelope sender', () => {
  const mailCommand = () => world.hop.commands.filter((line) => line.startsWith('MAIL')).at(-1);
  it('is rewritten to an address of the domain that leads back', async () => {
    await rcpt('mira@alias.example');
    const [, path] = /^MAIL FROM:<(SRS0=[^@]+)@alias\.example>$/.exec(mailCommand() ?? '') ?? [];
    expect(srs.reverse(path ?? '', new Date())).toEqual({ ok: true, address: 'ada@sender.example' });
  });
  it('null sender: stays null', async () => {
    await rcpt('mira@alias.example', '');
    expect(mailCommand()).toBe('MAIL FROM:<>');
  });
});

describe('to an SRS address', () => {
  const now = () => new Date();
  const bounce = (from = 'ada@sender.example', at = now()) => srs.forward(from, 'alias.example', at);
  const day = 24 * 60 * 60 * 1000;

  it('from the null sender: sent back with the null sender', async () => {
    const client = await connect(world.smtp);
    await client.open('', bounce());
    expect(await client.send(MAIL)).toMatch(/^250 /);
    expect(world.hop.taken).toMatchObject([{ mail: 'FROM:<>', rcpt: ['ada@sender.example'] }]);
    client.destroy();
  });
  it('whatever happened to its case', async () => {
    expect(await rcpt(bounce('bea@sender.example').toLowerCase(), '')).toMatch(/^250 /);
  });
  it('from anybody else: 550 5.7.1', async () => {
    expect(await rcpt(bounce('cleo@sender.example'))).toMatch(/^550 5\.7\.1 /);
  });
  it('forged: 550 5.1.1', async () => {
    expect(await rcpt(bounce().replace('ada', 'eve'), '')).toMatch(/^550 5\.1\.1 /);
  });
  it('21 days old: taken; 22: 550 5.1.1', async () => {
    const old = (days: number) => bounce('dora@sender.example', new Date(Date.now() - days * day));
    expect(await rcpt(old(21), '')).toMatch(/^250 /);
    expect(await rcpt(old(22), '')).toMatch(/^550 5\.1\.1 /);
  });
  it('of a sender on a managed domain: as mail to that alias', async () => {
    expect(await rcpt(bounce('ben@second.example'), '')).toMatch(/^250 /);
    expect(world.hop.commands.at(-1)).toBe('RCPT TO:<ben@home.example>');
    expect(await rcpt(bounce('suspended@second.example'), '')).toMatch(/^550 5\.2\.1 /);
  });
  it('of a domain that is not ours: 550 5.1.2, nothing is reversed for others', async () => {
    expect(await rcpt(srs.forward('ada@sender.example', 'other.example', now()), '')).toMatch(
      /^550 5\.1\.2 /,
    );
  });
  it('11 in an hour for one address: 450', async () => {
    for (let n = 0; n < 10; n += 1) expect(await rcpt(bounce('often@sender.example'), '')).toMatch(/^250 /);
    expect(await rcpt(bounce('often@sender.example'), '')).toMatch(/^450 /);
    expect(await rcpt(bounce('seldom@sender.example'), '')).toMatch(/^250 /);
  });
  it('21 wrong tags in an hour from one client: 450', async () => {
    const guess = async (client: string) => {
      const door = await connect(world.smtp);
      await door.say(`XFORWARD ADDR=${client}`);
      await door.say('MAIL FROM:<>');
      const answer = await door.say('RCPT TO:<SRS0=AAAA=AA=victim.example=eve@alias.example>');
      door.destroy();
      return answer;
    };
    for (let n = 0; n < 20; n += 1) expect(await guess('192.0.2.7')).toMatch(/^550 /);
    expect(await guess('192.0.2.7')).toMatch(/^450 /);
    expect(await guess('192.0.2.8')).toMatch(/^550 /);
  });
});

describe('a message as such', () => {
  const headers = (count: number, line = 'X-A: b\r\n') => `${line.repeat(count)}\r\nText.\r\n.\r\n`;
  const send = async (bytes: string | Buffer) => {
    const client = await connect(world.smtp);
    await client.open('ada@sender.example', 'mira@alias.example');
    const answer = await client.send(bytes);
    client.destroy();
    return answer;
  };
  it.each([
    ['25 received lines: taken', headers(25, 'Received: from a by b; now\r\n'), /^250 /],
    ['26 received lines, a loop: 554 5.4.6', headers(26, 'ReCeived: from a by b; now\r\n'), /^554 5\.4\.6 /],
    ['1,000 headers: taken', headers(1000), /^250 /],
    ['1,001 headers: 554', headers(1001), /^554 5\.6\.0 /],
    ['20,000 headers: 554', headers(20_000), /^554 5\.6\.0 /],
    ['256 KB of headers: taken', headers(4, `X-A: ${'b'.repeat(65_000)}\r\n`), /^250 /],
    ['more than 256 KB of headers: 552', headers(5, `X-A: ${'b'.repeat(65_000)}\r\n`), /^552 5\.3\.4 /],
    ['a body of blanks: taken', `Subject: x\r\n\r\n${' '.repeat(900_000)}\r\n.\r\n`, /^250 /],
  ])('%s', async (_, bytes, expected) => {
    expect(await send(bytes)).toMatch(expected);
  });
  it('as big as the limit of 25 MB: taken; a byte more: 552 5.3.4, also when it is declared', async () => {
    expect(LIMITS.size).toBe(25 * 1024 * 1024);
    // The same with a small limit: the tests of a whole run would move gigabytes.
    const { smtp } = await world.start({ limits: { size: 1000 } });
    const body = (size: number) => `Subject: x\r\n\r\n..${'x'.repeat(size - 17)}\r\n.\r\n`;
    for (const [size, expected] of [
      [1000, /^250 /],
      [1001, /^552 5\.3\.4 /],
    ] as const) {
      const client = await connect(smtp);
      await client.open('ada@sender.example', 'mira@alias.example');
      expect(await client.send(body(size))).toMatch(expected);
      client.destroy();
    }
    const client = await connect(world.smtp);
    expect(await client.say(`MAIL FROM:<a@sender.example> SIZE=${LIMITS.size + 1}`)).toMatch(/^552 5\.3\.4 /);
    client.destroy();
  });
});

describe('what the next hop lacks is never changed in silence', () => {
  const MAIL_8BIT = Buffer.from('Subject: x\r\n\r\nGrüße\r\n.\r\n');
  const withoutBoth = ['PIPELINING', 'SIZE 1000000'];
  it.each([
    ['SMTPUTF8: 550 5.6.7', ' SMTPUTF8', /^550 5\.6\.7 /],
    ['8BITMIME: 550 5.6.3', ' BODY=8BITMIME', /^550 5\.6\.3 /],
  ])('%s', async (_, parameter, expected) => {
    const hop = await startNextHop({ extensions: withoutBoth });
    const { smtp } = await world.start({ route: createRelayRouter(hop.url) });
    const client = await connect(smtp);
    await client.say(`MAIL FROM:<ada@sender.example>${parameter}`);
    expect(await client.say('RCPT TO:<mira@alias.example>')).toMatch(expected);
    client.destroy();
    await hop.close();
  });
  it('8-bit text that nobody declared: 550 5.6.3 after it', async () => {
    const hop = await startNextHop({ extensions: withoutBoth });
    const { smtp } = await world.start({ route: createRelayRouter(hop.url) });
    const client = await connect(smtp);
    await client.open('ada@sender.example', 'mira@alias.example');
    expect(await client.send(MAIL_8BIT)).toMatch(/^550 5\.6\.3 /);
    expect(hop.taken).toEqual([]);
    client.destroy();
    await hop.close();
  });
  it('where both are offered they are passed on', async () => {
    const client = await connect(world.smtp);
    await client.say('MAIL FROM:<ada@sender.example> BODY=8BITMIME SMTPUTF8 SIZE=1000');
    await client.say('RCPT TO:<mira@alias.example>');
    expect(world.hop.commands.find((line) => line.startsWith('MAIL'))).toMatch(
      /> SIZE=\d+ BODY=8BITMIME SMTPUTF8$/,
    );
    client.destroy();
  });
});

describe('the store', () => {
  it('down: 451; an address that took mail goes on for 15 minutes, a refusal is never given from memory', async () => {
    let isDown = false;
    let now = Date.now();
    const { smtp } = await world.start({
      freshMs: 5000,
      clock: () => new Date(now),
      resolveMany: (addresses, at) =>
        isDown ? Promise.reject(new Error('down')) : world.database.mail.resolveMany(addresses, at),
    });
    const ask = async (address: string) => {
      const client = await connect(smtp);
      await client.say('MAIL FROM:<ada@sender.example>');
      const answer = await client.say(`RCPT TO:<${address}@alias.example>`);
      client.destroy();
      return answer;
    };
    for (const name of ['mira', 'suspended', 'stranger']) await ask(name);
    isDown = true;
    now += 14 * 60_000;
    expect(await ask('mira')).toMatch(/^250 /);
    expect(await ask('suspended')).toMatch(/^451 4\.3\.0 /);
    expect(await ask('stranger')).toMatch(/^451 4\.3\.0 /);
    expect(await ask('ben')).toMatch(/^451 4\.3\.0 /);
    now += 2 * 60_000;
    expect(await ask('mira')).toMatch(/^451 4\.3\.0 /);
  });
});

describe('sums', () => {
  const sums = async (name: string) =>
    (
      await world.pool.query<{ forwarded: number; refused: number; minutes: number }>(
        `SELECT forwarded, refused, extract(minute FROM last_hour)::int AS minutes FROM alias_mail_days d
         JOIN aliases a ON a.id = d.alias_id JOIN domains m ON m.id = a.domain_id
         WHERE a.local_part || '@' || m.name = $1`,
        [name],
      )
    ).rows[0];
  const mailbox = async (address: string) =>
    (
      await world.pool.query<{ refusals: number; refusal: string | null; host: string | null }>(
        `SELECT refusals, refusal, refusal_host AS host FROM recipients r JOIN aliases a ON a.id = r.alias_id
         JOIN domains m ON m.id = a.domain_id WHERE r.address = $1 AND m.name = 'second.example'`,
        [address],
      )
    ).rows[0];
  const send = async (to: string) => {
    const client = await connect(world.smtp);
    await client.say('MAIL FROM:<x@sender.example>');
    const answer = await client.say(`RCPT TO:<${to}>`);
    if (answer.startsWith('2')) await client.send('Subject: x\r\n\r\nx\r\n.\r\n');
    client.destroy();
  };

  it('of mail of an alias by day; refusals of its mailbox in a row with codes and host, never words', async () => {
    world.hop.script = { rcpt: '550 5.1.1 <ben@home.example> is not here' };
    await send('ben@second.example');
    world.hop.script = { dot: '552 5.2.2 ben@home.example is full' };
    await send('ben@second.example');
    await vi.waitFor(async () =>
      expect(await mailbox('ben@home.example')).toEqual({
        refusals: 2,
        refusal: '552 5.2.2',
        host: '127.0.0.1',
      }),
    );
    // Of one message, of the moment, of its sender, of us, or by us: nothing that the mailbox could help.
    const others = [
      '554 5.6.0 form',
      '550 5.7.1 spam',
      '550 5.7.26 no proof',
      '550 5.1.8 sender',
      '552 5.3.4 size',
      '550 no code',
      '451 4.7.1 later',
    ];
    for (const dot of others) {
      world.hop.script = { dot };
      await send('ben@second.example');
    }
    await send('closed@second.example');
    await sleep(100);
    expect(await mailbox('ben@home.example')).toMatchObject({ refusals: 2, refusal: '552 5.2.2' });
    world.hop.script = {};
    await send('ben@second.example');
    await vi.waitFor(async () =>
      expect(await mailbox('ben@home.example')).toEqual({ refusals: 0, refusal: null, host: null }),
    );
    expect(await sums('ben@second.example')).toEqual({ forwarded: 1, refused: 8, minutes: 0 });
    expect(await sums('closed@second.example')).toMatchObject({ forwarded: 0, refused: 1 });
  });

  it('a test of a contributor: what became of it, by a word in its address that nobody after us sees', async () => {
    const told: TestTally[] = [];
    const { smtp } = await world.start({ recordTests: (tests) => Promise.resolve(void told.push(...tests)) });
    const to = 'mira+t-0123456789abcdef@second.example';
    const mail = async (script: object) => {
      world.hop.script = script;
      const client = await connect(smtp);
      await client.say('MAIL FROM:<x@sender.example>');
      if ((await client.say(`RCPT TO:<${to}>`)).startsWith('2')) await client.send(MAIL);
      client.destroy();
    };
    await mail({ rcpt: '550 5.1.1 <mira@home.example> is not here' });
    await mail({ dot: '451 4.7.1 later, mira@home.example' });
    await mail({});
    await vi.waitFor(() => expect(told).toHaveLength(3));
    const shared = { host: '127.0.0.1', pathHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string };
    expect(told).toMatchObject([
      { ...shared, isForwarded: false, outcome: 'failed', answer: '550 5.1.1' },
      { ...shared, isForwarded: true, outcome: 'waiting', answer: '451 4.7.1' },
      { ...shared, isForwarded: true, outcome: 'accepted', answer: '250 2.0.0' },
    ]);
    expect(world.hop.commands.join()).not.toContain('0123456789abcdef');
  });

  it('a test that comes again for one of two mailboxes is not counted twice for the other', async () => {
    const told: TestTally[] = [];
    const { smtp } = await world.start({ recordTests: (tests) => Promise.resolve(void told.push(...tests)) });
    const mail = async () => {
      const client = await connect(smtp);
      await client.open('x@sender.example', 'both+t-0123456789abcdef@alias.example');
      const answer = await client.send(MAIL);
      client.destroy();
      return answer;
    };
    world.hop.script = { rcpt: (address) => (address.startsWith('two') ? '451 4.2.2 full' : '250 2.1.5 ok') };
    expect(await mail()).toMatch(/^451 /);
    world.hop.script = {};
    expect(await mail()).toMatch(/^250 /);
    await vi.waitFor(() => expect(told.length).toBeGreaterThanOrEqual(3));
    expect(told.map(({ outcome }) => outcome)).toEqual(['waiting', 'accepted', 'accepted']);
  });

  it('that cannot be written hold up no mail and are written later', async () => {
    let isDown = true;
    const record: typeof world.database.mailTally.record = async (...args) => {
      if (isDown) throw new Error('the database is away');
      await world.database.mailTally.record(...args);
    };
    const other = await world.start({ recordTally: record, tallyMs: 20 });
    const client = await connect(other.smtp);
    await client.open('x@sender.example', 'far@second.example');
    expect(await client.send('Subject: x\r\n\r\nx\r\n.\r\n')).toMatch(/^250 /);
    await vi.waitFor(() => expect(world.faults.length).toBeGreaterThan(1));
    isDown = false;
    client.destroy();
    await other.close();
    expect(await sums('far@second.example')).toEqual({ forwarded: 1, refused: 0, minutes: 0 });
  });
});
