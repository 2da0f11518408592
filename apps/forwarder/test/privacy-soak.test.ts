import { type ChildProcess, spawn } from 'node:child_process';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
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
    // However it ends: the last that was started goes first.
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const dns = await startEmptyDns();
    onTestFinished(() => dns.close());
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
    onTestFinished(() => forwarder.stop());
    await forwarder.start();
    const postfix = await startPostfix({ layout: 'pass-through', forwarder: smtp, socketmap });
    onTestFinished(() => postfix.stop());
    // Each phase as the next hop sees it, then as the sender does.
    const phases: Record<string, number> = { greeting: 0, mail: 0, rcpt: 0, data: 0, body: 0, dot: 0, 'half sent': 0, answered: 0 };
    // Few of each phase, far apart: a forwarder that is killed as soon as it is up forwards nothing.
    const each = Math.max(2, Math.floor(MAILS / 300));
    const every = Math.floor(MAILS / each);
    const turn = new Map<string, number>();
    const passing = (phase: string): void => {
      turn.set(phase, (turn.get(phase) ?? 0) + 1);
      const isTurn = phase === 'greeting' || (turn.get(phase) ?? 0) >= every * ((phases[phase] ?? 0) + 0.5);
      if (!isTurn || (phases[phase] ?? 0) >= each || !forwarder.kill()) return;
      phases[phase] = (phases[phase] ?? 0) + 1;
    };
    world.hop.script = {
      seen: passing,
      dot: () => {
        setTimeout(() => passing('answered'), 1);
        return '250 2.0.0 taken';
      },
    };

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
            if (await send(postfix.port, n, () => passing('half sent')).catch(() => false)) acknowledged.add(n);
            else await sleep(200);
          }
        }
      }),
    );
    const seconds = (Date.now() - begun) / 1000;

    const arrived = world.hop.taken.map(({ raw }) => Number(/^Subject: zebra7marker (\d+)\r$/m.exec(raw)?.[1]));
    const lost = [...acknowledged].filter((n) => !arrived.includes(n));
    // Sums are in the database, and its files are up to date.
    await sleep(3_000);
    await world.pool.query('CHECKPOINT');
    const { rows } = await world.pool.query<{ data_directory: string }>('SHOW data_directory');
    const places = { postfix: postfix.folder, forwarder: folder, database: rows[0]?.data_directory ?? '' };
    const files = await filesBelow(Object.values(places));
    const marked = await markedOf(files);
    // What finds nothing must be shown to find something: the same search, with a marker in each place.
    await mkdir(path.join(places.postfix, 'spool/deferred/A'), { recursive: true });
    const planted = [path.join(places.postfix, 'spool/deferred/A/A1'), path.join(places.forwarder, 'core.4711')];
    for (const file of planted) await writeFile(file, `${'x'.repeat(65_530)}${MARKER}`);
    await world.pool.query('UPDATE domains SET title = $1', [`about ${MARKER}`]);
    await world.pool.query('CHECKPOINT');
    const control = await markedOf(await filesBelow(Object.values(places)));
    const cores = (list: string[]) => list.filter((file) => /^core(\.\d+)?$/.test(path.basename(file)));
    const { rows: sums } = await world.pool.query<{ forwarded: number }>('SELECT sum(forwarded)::int AS forwarded FROM alias_mail_days');
    console.log(
      `${MAILS} mails in ${seconds.toFixed(0)} s, ${tries} tries, ${arrived.length - new Set(arrived).size} came twice, ` +
        `killed ${JSON.stringify(phases)}, ${files.length} files searched, ${sums[0]?.forwarded} counted`,
    );
    // So that its logs are whole.
    await postfix.stop();
    await forwarder.stop();

    expect(lost).toEqual([]);
    for (const phase of Object.keys(phases)) expect([phase, phases[phase]]).not.toEqual([phase, 0]);
    expect(marked).toEqual([]);
    expect(cores(files)).toEqual([]);
    expect(control).toEqual(expect.arrayContaining(planted));
    expect(cores(control)).toEqual([planted[1]]);
    const inDatabase = control.filter((file) => file.startsWith(places.database));
    for (const kind of ['/base/', '/pg_wal/']) expect(inDatabase.some((file) => file.includes(kind))).toBe(true);
    expect(files.length).toBeGreaterThan(100);
    for (const log of [forwarder.log(), postfix.log()]) {
      for (const word of [MARKER, 'sender.example', 'home.example']) expect(log).not.toContain(word);
    }
    expect(forwarder.log()).toContain('doors are open');
  }, 3_600_000); // prettier-ignore
});

/** `half`: called when a part of the message is on its way. */
async function send(port: number, n: number, half: () => void): Promise<boolean> {
  const client = await connect(port);
  try {
    await client.open(`${MARKER}@sender.example`, 'mira@alias.example');
    const text = `From: ${MARKER}@sender.example\r\nSubject: ${MARKER} ${n}\r\n\r\n${`${MARKER}\r\n`.repeat(50)}.\r\n`;
    if (!(await client.say('DATA')).startsWith('354')) return false;
    client.write(text.slice(0, 300));
    half();
    client.write(text.slice(300));
    return (await client.answer()).startsWith('250');
  } finally {
    client.destroy();
  }
}

/** The forwarder as operators run it; killed, it comes back at once. */
function createVictim(env: NodeJS.ProcessEnv, { folder, port }: { folder: string; port: number }) {
  let log = '';
  let child: ChildProcess | null = null;
  let latest: ChildProcess | null = null;
  let isEnding = false;
  let upAt = 0;
  async function start(): Promise<void> {
    const made = spawn(process.execPath, [program], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    latest = made;
    for (const stream of [made.stdout, made.stderr])
      stream?.on('data', (chunk: Buffer) => (log += String(chunk)));
    made.once('exit', () => {
      child = null;
      if (!isEnding) void start();
    });
    while (made.exitCode === null && !(await isOpen(port))) await sleep(50);
    child = made;
    upAt = Date.now();
  }
  return {
    start,
    log: () => log,
    /** False when it is not up just now, or has not been long enough to do something. */
    kill(): boolean {
      if (Date.now() < upAt + 300) return false;
      const victim = child;
      child = null;
      return victim?.kill('SIGKILL') ?? false;
    },
    async stop(): Promise<void> {
      isEnding = true;
      const last = latest;
      if (!last || last.exitCode !== null || last.signalCode !== null) return;
      last.kill('SIGTERM');
      await once(last, 'exit');
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

async function filesBelow(places: string[]): Promise<string[]> {
  const lists = await Promise.all(
    places.map(async (place) =>
      (await readdir(place, { recursive: true })).map((name) => path.join(place, name)),
    ),
  );
  return lists.flat();
}

async function markedOf(files: string[]): Promise<string[]> {
  const marked: string[] = [];
  for (const file of files) if (await hasMarker(file)) marked.push(file);
  return marked;
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
