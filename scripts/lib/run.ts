import { spawn } from 'node:child_process';
import path from 'node:path';
import { top } from './top.ts';

export interface Ran {
  code: number;
  /** What it printed, both streams in order; empty when they were passed through. */
  output: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Shows the output as it comes, instead of collecting it. */
  passThrough?: boolean;
}

/** Runs a program of node_modules/.bin, or any other on the PATH, to its end. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? top,
      env: { ...process.env, ...options.env, PATH: pathWithBinaries() },
      stdio: options.passThrough ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Node 24 and the tools of this checkout come first, also when a script is called without pnpm. */
export function pathWithBinaries(): string {
  return [path.join(top, 'node_modules/.bin'), process.env.PATH ?? ''].join(path.delimiter);
}
