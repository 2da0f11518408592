import net from 'node:net';
import type { Figure } from '../../apps/api/bench/run.ts';
import { blast, inTurn, median, startMailWorld, startProgram, startSink } from './mail-world.ts';

/** The forwarder alone, beside a bare relay; what the counters cost; how soon it greets. */
export async function benchThroughput({ rounds }: { rounds: number }): Promise<Figure[]> {
  const world = await startMailWorld();
  const sink = await startSink();
  const relay = { BENCH_RELAY: sink.url };
  const floor = await startProgram('floor-relay', relay);
  const ours = await startProgram('forwarder', { ...relay, DATABASE_URL: world.url });
  const uncounted = await startProgram('forwarder', {
    ...relay,
    DATABASE_URL: world.url,
    BENCH_UNCOUNTED: '1',
  });
  const load = { sessions: 20, count: 4000, reuse: true };
  try {
    const all = [floor, ours, uncounted];
    for (const { port } of all) await blast(port('smtp'), { ...load, count: 1000 });
    const rates = await inTurn(rounds, {
      floor: () => blast(floor.port('smtp'), load),
      ours: () => blast(ours.port('smtp'), load),
      uncounted: () => blast(uncounted.port('smtp'), load),
    });
    const greetings: number[] = [];
    for (let n = 0; n < 200; n += 1) greetings.push(await greeting(ours.port('smtp')));
    const ratio = rates.ours / rates.floor;
    const counted = rates.ours / rates.uncounted;
    return [
      {
        what: '4 KB mails/s, sessions reused, alias looked up, sender rewritten',
        floor: `${rates.floor.toFixed(0)}/s`,
        measured: `${rates.ours.toFixed(0)}/s (× ${ratio.toFixed(2)})`,
        target: '≥ × 0.75',
        isReached: ratio >= 0.75,
      },
      {
        what: 'the same, with its counts of the day written',
        floor: `${rates.uncounted.toFixed(0)}/s without`,
        measured: `× ${counted.toFixed(2)}`,
        target: '≥ × 0.9',
        isReached: counted >= 0.9,
      },
      {
        what: 'from connect to the greeting (median of 200)',
        floor: '–',
        measured: `${median(greetings).toFixed(2)} ms`,
        target: '< 5 ms',
        isReached: median(greetings) < 5,
      },
    ];
  } finally {
    for (const { stop } of [floor, ours, uncounted]) stop();
    sink.stop();
    await world.stop();
  }
}

function greeting(port: number): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('data', () => {
      resolve(performance.now() - begun);
      socket.destroy();
    });
  });
}
