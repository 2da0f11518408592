import { type ChildProcess, spawn } from 'node:child_process';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { connect } from './support/client.ts';
import { startPostfix, whyNoPostfix } from './support/postfix.ts';
import { SECRET, useWorld } from './support/world.ts';

/**
 * `pnpm test:soak`: many marked mails through the real Postfix and a forwarder of its own process, which is killed again
 * and again, at each phase of a mail. What was acknowledged has arrived; no marker is in anything that either could write.
 */
const MAILS = Number(process.env['MAIL_SOAK'] ?? 0);
const MARKER = 'zebra7marker';
const SENDERS = 8;
const program = path.join(import.meta.dirname, '../src/main.ts');

describe.skipIf(MAILS === 0 || whyNoPostfix() !== null)('a forwarder that is killed again and again', () => {
  const world = useWorld();

  it('loses no mail that was acknowledged, and nothing of any mail is in a file, a log or the database', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'forwarder-soak-'));
    const dns = await startEmptyDns();
    const [smtp, socketmap] = [await freePort(), await freePort()];
    const forwarder = createVictim({
      PATH: process.env['PATH'],
      HOME: folder,
      TMPDIR: folder,
      DATABASE_URL: (world.pool.options as { connectionString: string }).connectionString,
      FORWARDER_SMTP: `127.0.0.1:${smtp}`,
      FORWARDER_SOCKETMAP: `127.0.0.1:${socketmap}`,
      FORWARDER_RELAY_URL: world.hop.url,
      FORWARDER_HOSTNAME: 'mx.alias.example',
      SRS_SECRET: SECRET,
      SRS_DOMAIN: 'bounces.example',
      DNS_SERVERS: `127.0.0.1:${dns.port}`,
    }, { folder, port: smtp }); // prettier-ignore
    await forwarder.start();
    const postfix = await startPostfix({ layout: 'pass-through', forwarder: smtp, socketmap });
    const phases: Record<string, number> = { 'at RCPT': 0, 'before the answer': 0, 'after the answer': 0, 'any time': 0 };
    const every = Math.max(20, Math.floor(MAILS / 5));
    const kill = (phase: string) => {
      if (!forwarder.kill()) return;
      phases[phase] = (phases[phase] ?? 0) + 1;
    };
    let rcpts = 0;
    let dots = 0;
    world.hop.script = {
      rcpt: () => {
        if ((rcpts += 1) % every === 0) kill('at RCPT');
        return '250 2.1.5 fine';
      },
      dot: () => {
        dots += 1;
        if (dots % every === Math.floor(every / 2)) {
          kill('before the answer');
          return 'CLOSE';
        }
        if (dots % every === Math.floor(every / 4)) setTimeout(() => kill('after the answer'), 1);
        return '250 2.0.0 taken';
      },
    };
    const timer = setInterval(() => kill('any time'), 20_000);

    const acknowledged = new Set<number>();
    let tries = 0;
    let next = 0;
    const begun = Date.now();
    await Promise.all(
      Array.from({ length: SENDERS }, async () => {
        while (next < MAILS) {
          const n = (next += 1);
          while (!acknowledged.has(n)) {
            tries += 1;
            if (await send(postfix.port, n).catch(() => false)) acknowledged.add(n);
            else await sleep(200);
          }
        }
      }),
    );
    clearInterval(timer);
    const seconds = (Date.now() - begun) / 1000;

    const arrived = world.hop.taken.map(({ raw }) => Number(/^Subject: zebra7marker (\d+)\r$/m.exec(raw)?.[1]));
    const lost = [...acknowledged].filter((n) => !arrived.includes(n));
    // Sums are in the database, and its files are up to date.
    await sleep(3_000);
    await world.pool.query('CHECKPOINT');
    const { rows } = await world.pool.query<{ data_directory: string }>('SHOW data_directory');
    const files: string[] = [];
    for (const place of [postfix.folder, folder, rows[0]?.data_directory ?? '']) {
      for (const name of await readdir(place, { recursive: true })) files.push(path.join(place, name));
    }
    const marked: string[] = [];
    for (const file of files) if (await hasMarker(file)) marked.push(file);
    const cores = files.filter((file) => /^core(\.\d+)?$/.test(path.basename(file)));
    const { rows: sums } = await world.pool.query<{ forwarded: number }>('SELECT sum(forwarded)::int AS forwarded FROM alias_mail_days');
    console.log(
      `${MAILS} mails in ${seconds.toFixed(0)} s, ${tries} tries, ${arrived.length - new Set(arrived).size} came twice, ` +
        `killed ${JSON.stringify(phases)}, ${files.length} files searched, ${sums[0]?.forwarded} counted`,
    );
    await postfix.stop();
    await forwarder.stop();
    dns.close();
    await rm(folder, { recursive: true });

    expect(lost).toEqual([]);
    for (const phase of Object.keys(phases)) expect([phase, phases[phase]]).not.toEqual([phase, 0]);
    expect(marked).toEqual([]);
    expect(cores).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
    for (const log of [forwarder.log(), postfix.log()]) {
      for (const word of [MARKER, 'sender.example', 'home.example']) expect(log).not.toContain(word);
    }
    expect(forwarder.log()).toContain('doors are open');
  }, 900_000); // prettier-ignore
});

async function send(port: number, n: number): Promise<boolean> {
  const client = await connect(port);
  try {
    await client.open(`${MARKER}@sender.example`, 'mira@alias.example');
    const text = `From: ${MARKER}@sender.example\r\nSubject: ${MARKER} ${n}\r\n\r\n${`${MARKER}\r\n`.repeat(50)}.\r\n`;
    return (await client.send(text)).startsWith('250');
  } finally {
    client.destroy();
  }
}

/** The forwarder as operators run it; killed, it comes back at once. */
function createVictim(env: NodeJS.ProcessEnv, { folder, port }: { folder: string; port: number }) {
  let log = '';
  let child: ChildProcess | null = null;
  let isEnding = false;
  async function start(): Promise<void> {
    const made = spawn(process.execPath, [program], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [made.stdout, made.stderr])
      stream?.on('data', (chunk: Buffer) => (log += String(chunk)));
    made.once('exit', () => {
      child = null;
      if (!isEnding) void start();
    });
    while (made.exitCode === null && !(await isOpen(port))) await sleep(50);
    child = made;
  }
  return {
    start,
    log: () => log,
    /** False when it is not up just now. */
    kill(): boolean {
      const victim = child;
      child = null;
      return victim?.kill('SIGKILL') ?? false;
    },
    async stop(): Promise<void> {
      isEnding = true;
      const last = child;
      if (!last) return;
      last.kill('SIGTERM');
      if (last.exitCode === null) await once(last, 'exit');
    },
  };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Nothing exists: NXDOMAIN, with the question as it came. */
async function startEmptyDns(): Promise<{ port: number; close(): void }> {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (question, from) => {
    let end = 12;
    while ((question[end] ?? 0) !== 0) end += 1 + (question[end] ?? 0);
    const answer = Buffer.from(question.subarray(0, end + 5));
    answer.writeUInt16BE(0x8183, 2);
    for (const at of [6, 8, 10]) answer.writeUInt16BE(0, at);
    socket.send(answer, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, close: () => socket.close() };
}

async function hasMarker(file: string): Promise<boolean> {
  if (!(await stat(file).catch(() => null))?.isFile()) return false;
  let tail = '';
  for await (const chunk of createReadStream(file, { encoding: 'latin1' }) as AsyncIterable<string>) {
    const text = tail + chunk;
    if (text.includes(MARKER)) return true;
    tail = text.slice(-MARKER.length);
  }
  return false;
}
