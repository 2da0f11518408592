import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const deploy = path.join(import.meta.dirname, '../../../../deploy/postfix');

/** Why the real Postfix cannot be started here; null when it can. */
export function whyNoPostfix(): string | null {
  if (process.getuid?.() !== 0) return 'Postfix starts as root only';
  try {
    execFileSync('postconf', ['-h', 'mail_version'], { stdio: 'pipe' });
    return null;
  } catch {
    return 'Postfix is not installed';
  }
}

export function hasSwaks(): boolean {
  try {
    execFileSync('swaks', ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

export interface Postfix {
  port: number;
  /** Everything it has and wrote: configuration, queue, data. */
  folder: string;
  /** What its log filter let through so far. */
  log(): string;
  /** The process that all others of it are children of. */
  master(): number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The real Postfix with the shipped configuration, in folders of its own, on a high port of loopback. */
export async function startPostfix({
  layout,
  forwarder,
  socketmap,
  settings = [],
}: {
  layout: 'pass-through' | 'queueing';
  forwarder: number;
  socketmap: number;
  /** Parameters that replace shipped ones. */
  settings?: string[];
}): Promise<Postfix> {
  const folder = await mkdtemp(path.join(tmpdir(), 'forwarder-postfix-'));
  await chmod(folder, 0o755);
  const etc = path.join(folder, 'etc');
  const port = await freePort();
  execFileSync(path.join(deploy, 'render.sh'), [
    ...['--out', etc, '--layout', layout, '--hostname', 'front.alias.example'],
    ...['--domains', 'alias.example second.example', '--interfaces', 'loopback-only'],
    ...['--forwarder', `127.0.0.1:${forwarder}`, '--socketmap', `inet:127.0.0.1:${socketmap}`],
    ...['--listen', `127.0.0.1:${port}`],
  ]);
  for (const name of ['spool', 'lib']) await mkdir(path.join(folder, name));
  execFileSync('chown', ['postfix', path.join(folder, 'lib')]);
  // Not appended: a parameter that is there twice makes every process log a warning, postlogd to itself, which then waits
  // for itself where few datagrams fit into the queue.
  execFileSync('postconf', [
    ...['-c', etc, '-e', `queue_directory=${folder}/spool`, `data_directory=${folder}/lib`],
    ...['smtpd_error_sleep_time=0', 'smtpd_soft_error_limit=50', ...settings],
  ]);
  let log = '';
  const command = `exec postfix -c ${etc} start-fg 2>&1 | sed -uEf ${deploy}/log-filter.sed`;
  const child: ChildProcess = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout?.on('data', (chunk: Buffer) => (log += String(chunk)));
  child.stderr?.on('data', (chunk: Buffer) => (log += String(chunk)));
  const master = () => Number(readFileSync(path.join(folder, 'spool/pid/master.pid'), 'utf8'));
  const end = () => {
    try {
      execFileSync('postfix', ['-c', etc, 'stop'], { stdio: 'ignore' });
    } catch {
      // It was not running any more.
    }
  };
  // It belongs to nobody: whatever ends us must not leave it behind.
  const endAtExit = () => {
    end();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', endAtExit);
  const stop = async () => {
    process.off('exit', endAtExit);
    end();
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((resolve) => child.once('exit', resolve));
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + 45_000;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await answers(port)) return { port, folder, log: () => log, master, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`Postfix did not start: ${log}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('data', (chunk: Buffer) => {
      socket.destroy();
      resolve(String(chunk).startsWith('220'));
    });
    socket.once('error', () => resolve(false));
    socket.setTimeout(3000, () => {
      socket.destroy();
      resolve(false);
    });
  });
}
