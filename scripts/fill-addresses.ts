import { parseArgs } from 'node:util';
import { openDatabase } from '@ubuntu-aliases/store';

/**
 * Fills a database for trying out the admins' pages with many rows:
 * `DATABASE_URL=… node scripts/fill-addresses.ts --count 100000`, the address being that which `pnpm demo` prints.
 * Invented people, every state; run again it adds what is missing. Never for an installation that is in use.
 */
const { values } = parseArgs({ options: { count: { type: 'string', default: '100000' } } });
const url = process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_URL is not set');
const count = Number(values.count);
const database = openDatabase({ url, poolSize: 1 });
const client = await database.pool.connect();
try {
  await client.query('SET statement_timeout = 0');
  await client.query(
    `INSERT INTO members (id, claimed_identifier, launchpad_name, display_name, email)
     SELECT gen_random_uuid(), 'https://generated.example/+id/g' || n, 'person' || n, 'Person ' || n, 'person' || n || '@example.org'
     FROM generate_series(1, $1::int) n ON CONFLICT DO NOTHING`,
    [count],
  );
  await client.query(
    `INSERT INTO aliases (id, domain_id, local_part, member_id, entitlement, entitlement_reason, grace_until, suspended_at,
                          paused_at, pause_reply, held_at, hold_reason, released_at, created_at)
     SELECT gen_random_uuid(), d.ids[1 + n % array_length(d.ids, 1)], 'person' || n, m.id,
       CASE n % 40 WHEN 7 THEN 'grace' WHEN 8 THEN 'suspended' ELSE 'entitled' END::"Entitlement",
       CASE n % 40 WHEN 7 THEN 'left_team' WHEN 8 THEN 'coc_unsigned' END::"EntitlementReason",
       CASE n % 40 WHEN 7 THEN now() + (n % 30) * interval '1 day' END, CASE n % 40 WHEN 8 THEN now() END,
       CASE n % 50 WHEN 5 THEN now() END, CASE n % 50 WHEN 5 THEN 'temporary' END::"PauseReply",
       CASE n % 1000 WHEN 9 THEN now() END, CASE n % 1000 WHEN 9 THEN 'generated' END,
       CASE n % 60 WHEN 11 THEN now() END, now() - n * interval '5 minutes'
     FROM generate_series(1, $1::int) n JOIN members m ON m.claimed_identifier = 'https://generated.example/+id/g' || n,
          (SELECT array_agg(id ORDER BY position) AS ids FROM domains) d
     ON CONFLICT DO NOTHING`,
    [count],
  );
  await client.query(
    `INSERT INTO recipients (id, alias_id, address, state, confirmed_at)
     SELECT gen_random_uuid(), a.id, a.local_part || '@example.org', 'confirmed', now()
     FROM aliases a JOIN members m ON m.id = a.member_id
     WHERE m.claimed_identifier LIKE 'https://generated.example/%' AND a.is_without_recipient AND right(a.local_part, 2) <> '13'`,
  );
  await client.query('VACUUM ANALYZE members, aliases, recipients');
  const { rows } = await client.query('SELECT count(*)::int AS aliases FROM aliases');
  console.log(rows[0]);
} finally {
  client.release();
  await database.close();
}
