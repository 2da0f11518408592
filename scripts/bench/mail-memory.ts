import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from '../../apps/api/bench/run.ts';
import { dial } from '../../apps/forwarder/bench/load.ts';
import { median, startMailWorld, startProgram, startSink } from './mail-world.ts';

const BUDGET_MB = 256;
const MB = 1024 * 1024;
const CONNECTIONS = 200;
const HALF = 12.5 * MB;

/** 200 connections, each with half of a message of 25 MB. */
export async function benchMemory({ rounds }: { rounds: number }): Promise<Figure[]> {
  const peaks: number[] = [];
  let most = 0;
  let told = { taken: 0, later: 0, other: 0 };
  const world = await startMailWorld();
  const sink = await startSink();
  try {
    for (let round = 0; round < rounds; round += 1) {
      const forwarder = await startProgram('forwarder', {
        BENCH_RELAY: sink.url,
        DATABASE_URL: world.url,
        BENCH_MEMORY_MB: String(BUDGET_MB),
      });
      const half = Buffer.concat([
        Buffer.from('Subject: x\r\n\r\n'),
        Buffer.alloc(HALF, `${'x'.repeat(76)}\r\n`),
      ]);
      const clients = await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          const client = await dial(forwarder.port('smtp'));
          await client.answer();
          await client.say('EHLO sender.example', '250');
          await client.say('MAIL FROM:<ada@sender.example>', '250');
          await client.say('RCPT TO:<mira@alias.example>', '250');
          await client.say('DATA', '354');
          return client;
        }),
      );
      await Promise.all(
        clients.map(({ socket }) => new Promise<void>((resolve) => socket.write(half, () => resolve()))),
      );
      await sleep(500);
      most = Math.max(most, (await forwarder.stats()).used ?? 0);
      peaks.push(peakOf(forwarder.pid));
      const answers = await Promise.all(
        clients.map(({ socket, answer }) => {
          socket.write('\r\n.\r\n');
          return answer();
        }),
      );
      const count = (start: string) => answers.filter((text) => text.startsWith(start)).length;
      told = { taken: count('250'), later: count('451 4.3.1'), other: 0 };
      told.other = CONNECTIONS - told.taken - told.later;
      for (const { socket } of clients) socket.destroy();
      forwarder.stop();
    }
  } finally {
    sink.stop();
    await world.stop();
  }
  const peak = median(peaks);
  return [
    {
      what: '200 connections with half of 25 MB each: bytes counted',
      floor: '–',
      measured: `${(most / MB).toFixed(0)} MB; ${told.taken} taken, ${told.later} told 451`,
      target: `≤ ${BUDGET_MB} MB, the rest 451`,
      isReached: most <= BUDGET_MB * MB && told.other === 0,
    },
    {
      what: 'memory of the process at its peak',
      floor: '–',
      measured: `${peak.toFixed(0)} MB`,
      target: `≤ ${BUDGET_MB + 150} MB`,
      isReached: peak <= BUDGET_MB + 150,
    },
  ];
}

function peakOf(pid: number): number {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
