import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from '../../apps/api/bench/run.ts';
import { type Postfix, startPostfix, whyNoPostfix } from '../../apps/forwarder/test/support/postfix.ts';
import { blast, median, startMailWorld, startProgram, startSink } from './mail-world.ts';

const LOAD = { sessions: 100, count: 1000, reuse: false };
/** One machine is everybody here. */
const UNLIMITED = [
  'smtpd_client_connection_count_limit=0',
  'smtpd_client_connection_rate_limit=0',
  'smtpd_client_message_rate_limit=0',
];
const TICKS = 100;

/** Through the real Postfix without a queue, beside Postfix's own queue to the same sink. */
export async function benchPostfix({ rounds }: { rounds: number }): Promise<Figure[]> {
  const reason = whyNoPostfix();
  if (reason) {
    console.error(`*** LEFT OUT: the numbers through Postfix. ${reason}. ***`);
    return [];
  }
  const world = await startMailWorld();
  const sink = await startSink();
  const forwarder = await startProgram('forwarder', { BENCH_RELAY: sink.url, DATABASE_URL: world.url });
  const ports = { forwarder: forwarder.port('smtp'), socketmap: forwarder.port('socketmap') };
  const pass = await startPostfix({ layout: 'pass-through', ...ports, settings: UNLIMITED });
  const queue = await startPostfix({
    layout: 'queueing',
    ...ports,
    settings: [...UNLIMITED, `relay_transport=smtp:[127.0.0.1]:${sink.port}`],
  });
  async function run(postfix: Postfix, others: number[]) {
    const roots = [postfix.master(), ...others];
    const [before, taken, begun] = [cpuOf(roots), sink.taken(), performance.now()];
    await blast(postfix.port, LOAD);
    while (sink.taken() < taken + LOAD.count) await sleep(5);
    const seconds = (performance.now() - begun) / 1000;
    return { rate: LOAD.count / seconds, cpu: ((cpuOf(roots) - before) * 1000) / LOAD.count };
  }
  try {
    const found = {
      pass: [] as Awaited<ReturnType<typeof run>>[],
      queue: [] as Awaited<ReturnType<typeof run>>[],
    };
    for (let round = -1; round < rounds; round += 1) {
      const now = { pass: await run(pass, [forwarder.pid]), queue: await run(queue, []) };
      // The first one warms up.
      if (round < 0) continue;
      found.pass.push(now.pass);
      found.queue.push(now.queue);
    }
    const of = (list: { rate: number; cpu: number }[], field: 'rate' | 'cpu') =>
      median(list.map((one) => one[field]));
    const rate = of(found.pass, 'rate') / of(found.queue, 'rate');
    const cpu = of(found.pass, 'cpu') / of(found.queue, 'cpu');
    return [
      {
        what: 'through Postfix, pass-through, one mail a connection, 100 sessions',
        floor: `${of(found.queue, 'rate').toFixed(0)}/s by Postfix's queue`,
        measured: `${of(found.pass, 'rate').toFixed(0)}/s (× ${rate.toFixed(2)})`,
        target: '≥ × 1.4',
        isReached: rate >= 1.4,
      },
      {
        what: 'CPU for a mail, Postfix and forwarder together',
        floor: `${of(found.queue, 'cpu').toFixed(2)} ms by Postfix's queue`,
        measured: `${of(found.pass, 'cpu').toFixed(2)} ms (× ${cpu.toFixed(2)})`,
        target: '≤ × 0.65',
        isReached: cpu <= 0.65,
      },
    ];
  } finally {
    await Promise.all([pass.stop(), queue.stop()]);
    forwarder.stop();
    sink.stop();
    await world.stop();
  }
}

/** Seconds of CPU of these processes, those below them, and those below that have ended. */
function cpuOf(roots: number[]): number {
  const below = new Map<number, number[]>();
  const ticks = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
        .map(Number);
      const [, parent = 0] = fields;
      below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
      ticks.set(
        Number(name),
        fields.slice(11, 15).reduce((sum, value) => sum + value, 0),
      );
    } catch {
      // It ended meanwhile.
    }
  }
  const sum = (pid: number): number =>
    (ticks.get(pid) ?? 0) + (below.get(pid) ?? []).reduce((all, child) => all + sum(child), 0);
  return roots.reduce((all, pid) => all + sum(pid), 0) / TICKS;
}
