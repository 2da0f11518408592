import net from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createPeers } from '../src/doors/listen.ts';
import { connect } from './support/client.ts';
import { srs, useWorld } from './support/world.ts';

const world = useWorld();
const MAIL = 'From: Ada <ada@sender.example>\r\n\r\nText.\r\n.\r\n';

describe('the doors', () => {
  it('greet at once', async () => {
    const times: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const began = performance.now();
      const client = await connect(world.smtp, { greet: false });
      times.push(performance.now() - began);
      client.destroy();
    }
    // smtp-server would wait 100 ms; the best of five, as other tests run beside it.
    expect(Math.min(...times)).toBeLessThan(50);
  });

  it('take peers only', async () => {
    const { smtp } = await world.start({ peers: createPeers(['192.0.2.1', '2001:db8::/32']) });
    const socket = net.connect(smtp, '127.0.0.1');
    const heard = await new Promise<string>((resolve) => {
      socket.on('data', (chunk: Buffer) => resolve(String(chunk)));
      socket.on('close', () => resolve('nothing'));
      socket.on('error', () => undefined);
    });
    expect(heard).toBe('nothing');
  });

  it('listen on a path, also where a killed process left one', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'forwarder-'));
    const where = { path: path.join(folder, 'door') };
    const left = net.createServer().listen(where.path);
    await new Promise((resolve) => left.once('listening', resolve));
    await world.start({ doors: { smtp: where } });
    const socket = net.connect(where.path);
    const greeting = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
    expect(String(greeting)).toMatch(/^220 mx\.alias\.example ESMTP/);
    socket.destroy();
    left.close();
    await rm(folder, { recursive: true });
  });

  it('XFORWARD says who the client is, and the trace tells it', async () => {
    const client = await connect(world.smtp);
    expect(await client.say('XFORWARD NAME=mail.sender.example ADDR=2001:db8::7 HELO=hi+2Ethere')).toMatch(
      /^250/,
    );
    await client.open('ada@sender.example', 'mira@alias.example');
    await client.send(MAIL);
    expect(world.hop.taken[0]?.raw).toMatch(
      /^Received: from hi\.there \(mail\.sender\.example \[IPv6:2001:db8::7\]\)\r\n\tby mx\.alias\.example with ESMTP id /,
    );
    expect(world.hop.taken[0]?.raw).not.toContain('mira@alias');
    client.destroy();
  });

  it.each([
    ['XFORWARD ADDR=evil', /^501/],
    ['XFORWARD NAME=a+0D+0Ab', /^501/],
    ['XFORWARD', /^501/],
    ['MAIL FROM:ada@sender.example', /^501/],
    ['MAIL FROM:<ada@sender.example> RET=FULL', /^555/],
    ['MAIL FROM:<ada>', /^553/],
    ['MAIL FROM:<grüße@sender.example>', /^553 5\.6\.7/],
    ['RCPT TO:<mira@alias.example>', /^503/],
    ['DATA', /^503/],
    ['EHLO', /^501/],
    ['BDAT 5 LAST', /^500/],
    ['STARTTLS', /^500/],
    ['VRFY mira', /^252/],
    ['EXPN mira', /^500/],
    ['GET / HTTP/1.1', /^500/],
  ])('%s', async (line, expected) => {
    const client = await connect(world.smtp);
    expect(await client.say(line)).toMatch(expected);
    client.destroy();
  });

  it('pipelined commands are answered one by one, and a wrong recipient stops no DATA of another', async () => {
    const client = await connect(world.smtp);
    client.write(
      'MAIL FROM:<ada@sender.example>\r\nRCPT TO:<x@alias.example>\r\nRCPT TO:<mira@alias.example>\r\nDATA\r\n',
    );
    const answers = [
      await client.answer(),
      await client.answer(),
      await client.answer(),
      await client.answer(),
    ];
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['250', '550', '250', '354']);
    client.write(`${MAIL}NOOP\r\nQUIT\r\n`);
    expect([await client.answer(), await client.answer(), await client.answer()].map((a) => a.slice(0, 3))).toEqual([
      '250', '250', '221',
    ]); // prettier-ignore
  });

  it('a client that only makes mistakes is shown out', async () => {
    const client = await connect(world.smtp);
    let answer = '';
    for (let n = 0; n < 22 && answer !== 'CLOSED'; n += 1) answer = await client.say('WHAT');
    expect(answer).toMatch(/^421|CLOSED/);
  });

  it('a line without an end is not collected for ever', async () => {
    const client = await connect(world.smtp);
    client.write('x'.repeat(100_000));
    await vi.waitFor(() => expect(client.isClosed()).toBe(true));
  });

  it('no more recipients than 100', async () => {
    const client = await connect(world.smtp);
    await client.say('MAIL FROM:<ada@sender.example>');
    client.write('RCPT TO:<mira@alias.example>\r\n'.repeat(101));
    const answers: string[] = [];
    for (let n = 0; n < 101; n += 1) answers.push(await client.answer());
    expect(answers.at(99)).toMatch(/^250/);
    expect(answers.at(100)).toMatch(/^452 4\.5\.3/);
    client.destroy();
  });
});

describe('a slow client', () => {
  it.each([
    ['drips a command', async () => undefined, 'NOOP'],
    [
      'drips a message',
      async (client: Awaited<ReturnType<typeof connect>>) => {
        await client.open('ada@sender.example', 'mira@alias.example');
        await client.say('DATA');
      },
      'x'.repeat(50),
    ],
  ])('that %s has a deadline, not only an idle timer', async (_, prepare, text) => {
    const { smtp } = await world.start({ times: { commandMs: 300, messageMs: 300 } });
    const client = await connect(smtp);
    await prepare(client);
    const drip = setInterval(() => client.write(text[0] ?? 'x'), 20);
    expect(await client.answer()).toMatch(/^421 4\.4\.2 /);
    await vi.waitFor(() => expect(client.isClosed()).toBe(true), 5000);
    clearInterval(drip);
  });
});

describe('a client that vanishes', () => {
  it.each([
    ['before hello', async () => undefined],
    [
      'after MAIL',
      async (client: Awaited<ReturnType<typeof connect>>) => {
        await client.say('MAIL FROM:<a@b.example>');
      },
    ],
    [
      'after RCPT',
      (client: Awaited<ReturnType<typeof connect>>) => client.open('a@b.example', 'mira@alias.example'),
    ],
    [
      'after DATA',
      async (client: Awaited<ReturnType<typeof connect>>) => {
        await client.open('a@b.example', 'mira@alias.example');
        await client.say('DATA');
      },
    ],
    [
      'in the middle of the message',
      async (client: Awaited<ReturnType<typeof connect>>) => {
        await client.open('a@b.example', 'mira@alias.example');
        await client.say('DATA');
        client.write('Subject: half a mes');
      },
    ],
  ])('%s leaves nothing behind', async (_, prepare) => {
    const client = await connect(world.smtp);
    await prepare(client);
    client.destroy();
    await vi.waitFor(() => expect(world.forwarder.memoryUsed()).toBe(0));
    expect(world.hop.taken).toEqual([]);
    expect(world.faults).toEqual([]);
  });
});

describe('memory', () => {
  it('above the budget: 451 after the message, and what is in flight goes on', async () => {
    const forwarder = await world.start({ memoryBytes: 600_000 });
    const half = await connect(forwarder.smtp);
    await half.open('a@b.example', 'mira@alias.example');
    await half.say('DATA');
    half.write(`Subject: x\r\n\r\n${'x'.repeat(150_000)}`);
    await vi.waitFor(() => expect(forwarder.memoryUsed()).toBeGreaterThan(150_000));
    const other = await connect(forwarder.smtp);
    await other.open('a@b.example', 'mira@alias.example');
    expect(await other.send(`Subject: y\r\n\r\n${'y'.repeat(250_000)}\r\n.\r\n`)).toMatch(/^451 4\.3\.1 /);
    expect(forwarder.memoryUsed()).toBeLessThanOrEqual(600_000);
    half.write('\r\n.\r\n');
    expect(await half.answer()).toMatch(/^250 /);
    await vi.waitFor(() => expect(forwarder.memoryUsed()).toBe(0));
    half.destroy();
    other.destroy();
  });
});

describe('socketmap', () => {
  const ask = async (...requests: string[]) => {
    const socket = net.connect(world.socketmap, '127.0.0.1');
    const wanted = requests.length;
    socket.write(requests.map((text) => `${Buffer.byteLength(text)}:${text},`).join(''));
    let held = '';
    const answers: string[] = [];
    for await (const chunk of socket) {
      held += String(chunk);
      for (;;) {
        const [whole, size] = /^(\d+):/.exec(held) ?? [];
        if (!whole || held.length < whole.length + Number(size) + 1) break;
        answers.push(held.slice(whole.length, whole.length + Number(size)));
        held = held.slice(whole.length + Number(size) + 1);
      }
      if (answers.length === wanted) break;
    }
    socket.destroy();
    return answers;
  };
  const bounce = srs.forward('ada@sender.example', 'alias.example', new Date());

  it.each([
    ['recipients mira@alias.example', 'OK mira@alias.example'],
    ['recipients MIRA@ALIAS.example', 'OK mira@alias.example'],
    ['recipients mira+list@alias.example', 'OK mira@alias.example'],
    ['recipients grace@alias.example', 'OK grace@alias.example'],
    ['recipients imported@alias.example', 'OK imported@alias.example'],
    ['recipients nobody@alias.example', 'OK nobody@alias.example'],
    ['recipients waiting@alias.example', 'OK waiting@alias.example'],
    ['recipients closed@alias.example', 'NOTFOUND '],
    ['recipients suspended@alias.example', 'NOTFOUND '],
    ['recipients released@alias.example', 'NOTFOUND '],
    ['recipients stranger@alias.example', 'NOTFOUND '],
    ['recipients @alias.example', 'NOTFOUND '],
    ['recipients mira@other.example', 'NOTFOUND '],
    ['recipients ', 'NOTFOUND '],
    [`recipients ${bounce}`, `OK ${bounce}`],
    [`recipients ${bounce.replace('ada', 'eve')}`, 'NOTFOUND '],
    [`srs ${bounce}`, 'OK ada@sender.example'],
    [`srs ${bounce.toLowerCase()}`, 'OK ada@sender.example'],
    [`srs ${bounce.replace('ada', 'eve')}`, 'NOTFOUND '],
    ['srs mira@alias.example', 'NOTFOUND '],
    ['srs SRS0=AAAA=AA=x.example=y@other.example', 'NOTFOUND '],
    ['other mira@alias.example', 'PERM there is no such map'],
  ])('%s', async (request, expected) => {
    expect(await ask(request)).toEqual([expected]);
  });

  it('answers a hundred at once, in their order', async () => {
    const names = Array.from({ length: 100 }, (_, n) => (n % 2 ? 'mira' : `x${n}`));
    const answers = await ask(...names.map((name) => `recipients ${name}@alias.example`));
    expect(answers).toEqual(names.map((name) => (name === 'mira' ? 'OK mira@alias.example' : 'NOTFOUND ')));
  });

  it('store down: TEMP', async () => {
    const { ports } = await world.start({ resolveMany: () => Promise.reject(new Error('down')) });
    const socket = net.connect(ports.socketmap ?? 0, '127.0.0.1');
    socket.write('29:recipients mira@alias.example,');
    const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
    expect(String(answer)).toMatch(/^\d+:TEMP /);
    socket.destroy();
  });

  it.each(['x', '5', '99999:', '3:abcd', '0100000:x', ':,'])(
    'hangs up on %j, which is no netstring',
    async (bytes) => {
      const socket = net.connect(world.socketmap, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.end(bytes);
      socket.resume();
      await new Promise((resolve) => socket.once('close', resolve));
      expect(world.faults.length).toBeLessThanOrEqual(1);
    },
  );
});
