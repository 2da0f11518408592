import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { acquireProcessLock, LockHeldError, type ProcessLock } from '@ubuntu-aliases/store/postgres';

export interface ReservedPort {
  port: number;
  release(): Promise<void>;
}

/**
 * The wanted port, or the next one that is free, kept for this process: between choosing a port and
 * listening on it lie seconds, in which another checkout that starts would choose the same one.
 */
export async function reservePort(wanted: number, tries = 200): Promise<ReservedPort> {
  const folder = path.join(tmpdir(), `ubuntu-email-aliases-ports-${userInfo().uid}`);
  for (let port = wanted; port < Math.min(wanted + tries, 65_536); port += 1) {
    const lock = await lockPort(folder, port);
    if (!lock) continue;
    if (await isFree(port)) return { port, release: () => lock.release() };
    await lock.release();
  }
  throw new Error(`No free port from ${wanted} on`);
}

async function lockPort(folder: string, port: number): Promise<ProcessLock | null> {
  try {
    return await acquireProcessLock(folder, `port-${port}`);
  } catch (error) {
    if (error instanceof LockHeldError) return null;
    throw error;
  }
}

/** Free on both loopback addresses: a browser may take either for "localhost". */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(/^E(ADDRNOTAVAIL|AFNOSUPPORT)$/.test(error.code ?? '')),
    );
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
