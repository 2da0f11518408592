import { openDatabase } from '@ubuntu-aliases/store';
import { sizeOf } from './people.ts';

/** Domains for the teams, and members with an address at each: as many as its team has people. */
export async function fillTeams(url: string, teams: string[]): Promise<void> {
  const database = openDatabase({ url, poolSize: 1 });
  const client = await database.pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    await client.query('UPDATE domains SET retired_at = now()');
    await client.query(
      `INSERT INTO members (id, claimed_identifier, launchpad_name, email, verified_at, verification)
       SELECT gen_random_uuid(), 'https://login.ubuntu.com/+id/g' || n, 'person' || n, 'person' || n || '@example.org', now(),
         jsonb_build_object('account', jsonb_build_object('name', 'person' || n, 'displayName', '', 'isValid', true, 'isCocSigner', true), 'teams', '{}'::jsonb)
       FROM generate_series(1, $1::int) n`,
      [Math.max(...teams.map(sizeOf))],
    );
    for (const [n, team] of teams.entries()) {
      await client.query(
        `INSERT INTO domains (id, name, team, title, accent, ownership_token, proven_at, position)
         VALUES (gen_random_uuid(), $1, $2, 'Bench', '#123abc', $1, now(), $3)`,
        [`d${n}.bench.example`, team, 100 + n],
      );
      await client.query(
        `INSERT INTO aliases (id, domain_id, local_part, member_id)
         SELECT gen_random_uuid(), d.id, m.launchpad_name, m.id FROM domains d, members m
         WHERE d.team = $1 AND substr(m.launchpad_name, 7)::int <= $2`,
        [team, sizeOf(team)],
      );
    }
    await client.query('VACUUM ANALYZE members, aliases');
  } finally {
    client.release();
    await database.close();
  }
}
