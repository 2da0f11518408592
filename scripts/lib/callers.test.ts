import { expect, it } from 'vitest';
import { callersOf } from './callers.ts';

const look = (processes: Record<number, [parent: number, args: string]>) => (pid: number) => {
  const [parent, args] = processes[pid] ?? [];
  return parent === undefined || args === undefined ? null : { parent, args };
};

it.each([
  [
    'npx',
    {
      9: [8, 'sh -c node scripts/start.ts'],
      8: [7, 'pnpm start'],
      7: [6, "sh -c 'pnpm' start"],
      6: [5, 'npm exec pnpm@12 start'],
      5: [1, '-bash'],
    },
    [9, 8, 7, 6],
  ],
  [
    'pnpm',
    { 9: [8, 'sh -c node scripts/start.ts'], 8: [5, 'node /opt/pnpm/bin/pnpm.mjs start'], 5: [1, 'zsh'] },
    [9, 8],
  ],
  [
    'a script',
    { 9: [8, 'sh -c node scripts/start.ts'], 8: [7, 'pnpm start'], 7: [1, 'sh ./run.sh'] },
    [9, 8],
  ],
  ['nobody but a shell', { 9: [1, 'sh -c node scripts/start.ts'] }, []],
  ['a service manager', { 9: [0, '/lib/systemd/systemd'] }, []],
] satisfies [string, Record<number, [number, string]>, number[]][])(
  'finds those who called by %s',
  (_by, processes, callers) => {
    expect(callersOf(9, look(processes))).toEqual(callers);
  },
);
