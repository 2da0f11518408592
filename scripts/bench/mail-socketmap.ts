import net from 'node:net';
import type { Database } from '@ubuntu-aliases/store';
import type { Figure } from '../../apps/api/bench/run.ts';
import { inTurn, startMailWorld, startProgram } from './mail-world.ts';

const CLIENTS = 4;
const SECONDS = 2;
const SIZES = [10_000, 1_000_000];

/** Look-ups of addresses, each another one, nothing remembered, beside a bare server that asks for one at a time. */
export async function benchSocketmap({ rounds }: { rounds: number }): Promise<Figure[]> {
  const world = await startMailWorld();
  const figures: Figure[] = [];
  const rates: number[] = [];
  try {
    for (const size of SIZES) {
      await fill(world.pool, size);
      const shared = { DATABASE_URL: world.url, BENCH_FRESH_MS: '0' };
      const floor = await startProgram('floor-socketmap', shared);
      const ours = await startProgram('forwarder', shared);
      const found = await inTurn(rounds, {
        floor: () => ask(floor.port('socketmap'), size),
        ours: () => ask(ours.port('socketmap'), size),
      });
      floor.stop();
      ours.stop();
      rates.push(found.ours);
      const ratio = found.ours / found.floor;
      figures.push({
        what: `socketmap look-ups/s, ${CLIENTS} clients, no cache, ${size.toLocaleString('en')} aliases`,
        floor: `${found.floor.toFixed(0)}/s`,
        measured: `${found.ours.toFixed(0)}/s (× ${ratio.toFixed(2)})`,
        target: '≥ × 0.8',
        isReached: ratio >= 0.8,
      });
    }
  } finally {
    await world.stop();
  }
  const same = (rates[1] ?? 0) / (rates[0] ?? 1);
  const figure = {
    floor: '× 1',
    measured: `× ${same.toFixed(2)}`,
    target: '≥ × 0.8',
    isReached: same >= 0.8,
  };
  return [...figures, { what: 'the same with a hundred times as many', ...figure }];
}

/** Straight into the tables, without triggers and for as long as it takes: what is measured is reading. */
async function fill(pool: Database['pool'], size: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`SET statement_timeout = 0; SET session_replication_role = replica`);
    await client.query(FILL, [size]);
    await client.query('VACUUM ANALYZE aliases');
    await client.query('VACUUM ANALYZE recipients');
  } finally {
    // Not to be used again: its settings would stay.
    client.release(true);
  }
}

const FILL = `
  WITH made AS (
    INSERT INTO aliases (id, domain_id, local_part, member_id)
    SELECT gen_random_uuid(), a.domain_id, 'somebody' || n, a.member_id
    FROM aliases a JOIN domains d ON d.id = a.domain_id, generate_series(1, $1::int) n
    WHERE d.name = 'alias.example' AND a.local_part = 'mira'
    ON CONFLICT DO NOTHING RETURNING id, local_part)
  INSERT INTO recipients (id, alias_id, address, state, confirmed_at)
  SELECT gen_random_uuid(), id, local_part || '@home.example', 'confirmed', now() FROM made`;

/** One question at a time in each connection, as Postfix asks; answers a second. */
async function ask(port: number, size: number): Promise<number> {
  let answers = 0;
  const end = performance.now() + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const socket = net.connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      let wake = (_: string) => {};
      socket.on('data', (chunk) => wake(String(chunk)));
      while (performance.now() < end) {
        const key = `recipients somebody${1 + Math.floor(Math.random() * size)}@alias.example`;
        const said = new Promise<string>((resolve) => (wake = resolve));
        socket.write(`${key.length}:${key},`);
        if (!(await said).includes(':OK ')) throw new Error(`${key} is not known`);
        answers += 1;
      }
      socket.destroy();
    }),
  );
  return answers / SECONDS;
}
