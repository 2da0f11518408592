import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFree, type ReservedPort, reservePort } from './free-port.ts';

export interface DemoHome {
  dataDir: string;
  sandboxPort: ReservedPort;
}

/**
 * Where the demo keeps its data. People are known by an identifier that begins with the sandbox's address,
 * so the data belongs to one port of it: that port is remembered, and when somebody else has it, this
 * demo uses another folder beside it instead of meeting strangers in its own.
 */
export async function openDemoHome(wanted: number, dataDir: string): Promise<DemoHome> {
  const remembered = await readPort(dataDir);
  if (remembered === null) {
    const sandboxPort = await reservePort(wanted);
    return { sandboxPort, dataDir: await remember(dataDir, sandboxPort.port) };
  }
  // After kill -9 the old sandbox needs a moment to notice.
  for (let waited = 0; waited < 3000 && !(await isFree(remembered)); waited += 100) await sleep(100);
  const sandboxPort = await reservePort(remembered);
  const folder = sandboxPort.port === remembered ? dataDir : `${dataDir}-${sandboxPort.port}`;
  return { sandboxPort, dataDir: await remember(folder, sandboxPort.port) };
}

async function readPort(dataDir: string): Promise<number | null> {
  const text = await readFile(path.join(dataDir, 'sandbox-port'), 'utf8').catch(() => '');
  const port = Number.parseInt(text, 10);
  return port > 0 && port < 65_536 ? port : null;
}

async function remember(dataDir: string, port: number): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(path.join(dataDir, 'sandbox-port'), `${port}\n`);
  return dataDir;
}

/** Signs the demo's cookies; kept, so that a restart signs nobody out. */
export async function demoSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'session-secret');
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
