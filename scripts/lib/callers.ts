import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * `npx pnpm start` is four processes deep, and not every one passes SIGTERM on: npm leaves pnpm and all
 * below it behind, and nothing passes SIGKILL on. So the starter looks after those who called it: when
 * one of them is gone, nobody is left who could stop it, and it stops. Started without pnpm (by a service
 * manager, in a container) it watches nobody.
 */
export function onCallerGone(gone: () => void, intervalMs = 500): void {
  const callers = callersOf(process.ppid);
  if (callers.length === 0) return;
  const timer = setInterval(() => {
    if (callers.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, intervalMs);
  timer.unref();
}

interface Found {
  parent: number;
  args: string;
}

/** Numbers from the parent up: shells and package managers, to the topmost that was called with pnpm. */
export function callersOf(parent: number, look: (pid: number) => Found | null = describe): number[] {
  const chain: { pid: number; args: string }[] = [];
  for (let pid = parent, found = look(pid); found && pid > 1; pid = found.parent, found = look(pid)) {
    if (!/\bp?npm\b|\bnpx\b|^\S*\bsh\b/.test(found.args)) break;
    chain.push({ pid, args: found.args });
  }
  const top = chain.findLastIndex(({ args }) => /\bpnpm\b/.test(args));
  return chain.slice(0, top + 1).map(({ pid }) => pid);
}

function describe(pid: number): Found | null {
  if (process.platform === 'linux') {
    const parent = statOf(pid)?.parent;
    return parent === undefined ? null : { parent, args: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') };
  }
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent, args = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? '') ?? [];
  return parent ? { parent: Number(parent), args } : null;
}

function isAlive(pid: number): boolean {
  if (process.platform === 'linux') return statOf(pid) !== null;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Null for a process that is no more, also when it only waits to be collected (Z). */
function statOf(pid: number): { parent: number } | null {
  const stat = read(`/proc/${pid}/stat`);
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' || state === 'Z' ? null : { parent: Number(parent) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
