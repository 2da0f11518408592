import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Figure } from '../../apps/api/bench/run.ts';
import { top } from '../lib/top.ts';

/**
 * From the command in a fresh clone to a page that answers: first with nothing on the machine that pnpm could
 * take a package from, then once more in the same clone.
 */
export async function measureFreshClone(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fresh-'));
  const clone = path.join(folder, 'clone');
  const env = {
    ...process.env,
    // pnpm's store, its cache and npm's cache, all of them empty.
    npm_config_store_dir: path.join(folder, 'store'),
    npm_config_cache: path.join(folder, 'npm-cache'),
    pnpm_config_store_dir: path.join(folder, 'store'),
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    XDG_DATA_HOME: path.join(folder, 'data'),
    // Not this checkout's tools: those of the machine.
    PATH: (process.env.PATH ?? '')
      .split(path.delimiter)
      .filter((entry) => !entry.includes('node_modules'))
      .join(path.delimiter),
  };
  try {
    await ended(spawn('git', ['clone', '--quiet', top, clone], { stdio: 'inherit' }));
    const first = await secondsToPage(clone, env);
    const again = await secondsToPage(clone, env);
    return [
      figure('fresh clone to a page that answers, no package on the machine', first, 180),
      figure('the same, again', again, 20),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function secondsToPage(clone: string, env: NodeJS.ProcessEnv): Promise<number> {
  const startedAt = Date.now();
  const demo = spawn('npx', ['-y', 'pnpm@12', 'demo'], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await printedUrl(demo);
    const page = await fetch(url);
    if (!page.ok) throw new Error(`${url} answered ${page.status}`);
    await page.arrayBuffer();
    return (Date.now() - startedAt) / 1000;
  } finally {
    const end = ended(demo);
    demo.kill('SIGTERM');
    await end;
  }
}

function printedUrl(demo: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    demo.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/localhost:\d+\/ubuntu/.exec(output)?.[0];
      if (url) resolve(url);
    });
    demo.once('exit', (code) => reject(new Error(`the demo ended with ${code}\n${output}`)));
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

function figure(what: string, seconds: number, most: number): Figure {
  return {
    what,
    floor: '–',
    measured: `${seconds.toFixed(1)} s`,
    target: `< ${most} s`,
    isReached: seconds < most,
  };
}
