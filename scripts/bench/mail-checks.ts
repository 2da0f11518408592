import { generateKeyPairSync } from 'node:crypto';
import type { Figure } from '../../apps/api/bench/run.ts';
import { sendAll } from '../../apps/forwarder/bench/load.ts';
import { inTurn, startMailWorld, startProgram, startSink } from './mail-world.ts';
import { signedMessages } from '../../apps/forwarder/bench/signed-messages.ts';

/** Checks and a seal for each mail, in worker threads, beside none; how long the main thread is ever away. */
export async function benchChecks({ rounds }: { rounds: number }): Promise<Figure[]> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const records = {
    'sender.example': 'v=spf1 ip4:192.0.2.1 -all',
    's1._domainkey.sender.example': `v=DKIM1; k=rsa; p=${spki}`,
    '_dmarc.sender.example': 'v=DMARC1; p=reject',
  };
  const messages = await signedMessages(pem, 500);
  const world = await startMailWorld();
  const sink = await startSink();
  const shared = { BENCH_RELAY: sink.url, DATABASE_URL: world.url };
  const bare = await startProgram('forwarder', shared);
  const full = await startProgram('forwarder', {
    ...shared,
    BENCH_KEY: pem,
    BENCH_TXT: JSON.stringify(records),
  });
  const load = { sessions: 20, count: 1500 };
  const delays: number[] = [];
  try {
    for (const { port } of [bare, full])
      await sendAll(port('smtp'), 'mira@sealed.example', messages, { ...load, count: 500 });
    await full.stats();
    const rates = await inTurn(rounds, {
      bare: () => sendAll(bare.port('smtp'), 'mira@sealed.example', messages, load),
      full: async () => {
        await full.stats();
        const rate = await sendAll(full.port('smtp'), 'mira@sealed.example', messages, load);
        delays.push((await full.stats()).p99 ?? 0);
        return rate;
      },
    });
    const ratio = rates.full / rates.bare;
    const worst = Math.max(...delays);
    return [
      {
        what: 'with SPF, DKIM, DMARC and an ARC seal, 4 KB, 20 sessions',
        floor: `${rates.bare.toFixed(0)}/s without`,
        measured: `${rates.full.toFixed(0)}/s (× ${ratio.toFixed(2)})`,
        target: '≥ × 0.35',
        isReached: ratio >= 0.35,
      },
      {
        what: 'delay of the event loop meanwhile, p99 of the worst round',
        floor: '–',
        measured: `${worst.toFixed(1)} ms`,
        target: '< 20 ms',
        isReached: worst < 20,
      },
    ];
  } finally {
    for (const { stop } of [bare, full]) stop();
    sink.stop();
    await world.stop();
  }
}
