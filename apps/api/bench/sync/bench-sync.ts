import { fork } from 'node:child_process';
import path from 'node:path';
import { migrate, startThrowAwayPostgres } from '@ubuntu-aliases/store/postgres';
import { seed } from '../../../../prisma/seed.ts';
import { start } from '../children.ts';
import type { Figure } from '../run.ts';
import { fillTeams } from './fill-teams.ts';
import { PAGE, sizeOf } from './people.ts';

const BIG = Number(process.env['BENCH_TEAM_SIZE'] ?? 100_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const SIX = [1, 2, 3, 4, 5, 6].map((n) => `team-${BIG}-${n}`);
const GROWN = [10, 100, 1_000, 10_000, 100_000].filter((size) => size <= BIG).map((size) => `team-${size}-9`);
const here = import.meta.dirname;

interface Reading {
  ms: number;
  rssMb: number;
  statements: number;
  ended: number;
  lookups: number;
}

interface Round {
  bare: Reading;
  same: Reading;
  changed: Reading;
  /** Requests of the run without a change, beside the pages. */
  more: number;
}

/** Runs beside a bare loop over the same pages, in turns, each a process of its own; and how time grows with members. */
export async function benchSync(): Promise<Figure[]> {
  say(`filling ${SIX.length} teams of ${BIG}, and ${GROWN.map(sizeOf).join(', ')}`);
  const postgres = await startThrowAwayPostgres();
  await migrate(postgres.url);
  await seed(postgres.url);
  await fillTeams(postgres.url, [...SIX, ...GROWN]);
  say('making the pages');
  const launchpad = await start(path.join(here, 'team-server.ts'), {}, [...SIX, ...GROWN]);
  const read = (kind: 'bare' | 'same' | 'changed', teams: string[]) =>
    new Promise<Reading>((resolve, reject) => {
      const child = fork(path.join(here, 'read-teams.ts'), [kind, launchpad.url, ...teams], {
        env: { ...process.env, DATABASE_URL: postgres.url, NODE_ENV: 'production' },
        // As the starter runs a worker.
        execArgv: kind === 'bare' ? [] : ['--max-semi-space-size=16'],
      });
      child.once('message', ({ result }: { result: Reading }) => {
        if (kind !== 'bare' && result.ended !== teams.length)
          reject(new Error(`of ${teams.length} runs ${result.ended} came to an end`));
        resolve(result);
      });
      child.once('exit', (code) => reject(new Error(`reading ended with ${code}`)));
    });
  const asked = async () => Number(await (await fetch(`${launchpad.url}/asked`)).text());
  try {
    say('the first runs, which keep the rosters that the others find unchanged');
    await read('same', [...SIX, ...GROWN]);
    const rounds: Round[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const bare = await read('bare', SIX);
      const before = await asked();
      const same = await read('same', SIX);
      const more = (await asked()) - before - SIX.length * Math.ceil(BIG / PAGE);
      const changed = await read('changed', SIX);
      rounds.push({ bare, same, changed, more });
      const [floor, ...both] = [bare, same, changed].map(({ ms }) => (ms / 1000).toFixed(1));
      say(`round ${n + 1} of ${ROUNDS}: bare ${floor} s, unchanged and changed ${both.join(' and ')} s`);
    }
    const times: number[] = [];
    for (const team of GROWN) {
      say(`one team of ${sizeOf(team)}`);
      const each = [await read('same', [team]), await read('same', [team]), await read('same', [team])];
      times.push(median(each.map(({ ms }) => ms)));
    }
    return [...figuresOf(rounds), growthOf(times)];
  } finally {
    launchpad.stop();
    await postgres.stop();
  }
}

/** A line for each stage: somebody who waits for minutes wants to see where it is. */
const say = (stage: string) =>
  console.error(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${stage}`);

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function figuresOf(rounds: Round[]): Figure[] {
  const people = SIX.length * BIG;
  const most = (of: (round: Round) => number) => Math.max(...rounds.map(of));
  const seconds = (of: 'bare' | 'same' | 'changed') =>
    (median(rounds.map((r) => r[of].ms)) / 1000).toFixed(1);
  const ratio = (of: 'same' | 'changed') => median(rounds.map((r) => r[of].ms / r.bare.ms));
  const wall = (of: 'same' | 'changed', what: string, limit: number): Figure => ({
    what,
    floor: `${seconds('bare')} s`,
    measured: `${seconds(of)} s (${ratio(of).toFixed(2)} ×)`,
    target: `≤ ${limit} ×`,
    isReached: ratio(of) <= limit,
  });
  const rss = most(({ same, changed }) => Math.max(same.rssMb, changed.rssMb));
  const statements = most(({ same }) => same.statements);
  const requests = most(({ more, same }) => more + same.lookups);
  return [
    wall('same', `six teams of ${BIG}, no change, wall time`, 1.5),
    wall('changed', `the same, 1 % changed, ${most(({ changed }) => changed.lookups)} look-ups answered at once`, 2),
    { what: 'requests for unchanged people, beside the pages', floor: '–', measured: String(requests), target: '0', isReached: requests === 0 },
    { what: `SQL of the six runs, for ${people} people`, floor: '–', measured: `${statements} (${(statements / SIX.length).toFixed(0)} each run)`, target: '0 for each person', isReached: statements < SIX.length * 100 },
    { what: 'peak memory (RSS) of the worker', floor: `${most(({ bare }) => bare.rssMb).toFixed(0)} MB`, measured: `${rss.toFixed(0)} MB`, target: '≤ 400 MB', isReached: rss <= 400 },
  ]; // prettier-ignore
}

/** From one size to the next, ten times as large, time may grow ten times at the most. */
function growthOf(times: number[]): Figure {
  const steps = times.slice(1).map((ms, n) => ms / (times[n] ?? ms));
  return {
    what: `one team of ${GROWN.map(sizeOf).join(', ')}`,
    floor: '–',
    measured: `${times.map((ms) => ms.toFixed(0)).join(', ')} ms`,
    target: '≤ 10 × for 10 ×',
    isReached: steps.every((step) => step <= 10),
  };
}
