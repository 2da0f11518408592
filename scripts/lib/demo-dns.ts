import { createPool } from '@ubuntu-aliases/store/mail';

/** Publishes the ownership tokens of the domains in the sandbox's DNS, as their operators would. */
export async function publishTokens(databaseUrl: string, sandboxUrl: string): Promise<void> {
  const pool = createPool({ url: databaseUrl, poolSize: 1 });
  try {
    const { rows } = await pool.query<{ name: string; token: string }>(
      'SELECT name, ownership_token AS token FROM domains WHERE proven_at IS NOT NULL',
    );
    const records = rows.map(({ name, token }) => ({
      name: `_ubuntu-aliases.${name}`,
      type: 'TXT',
      value: `ubuntu-aliases-verification=${token}`,
    }));
    const answer = await fetch(`${sandboxUrl}/control/dns`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ records, keep: true }),
    });
    if (!answer.ok) throw new Error(`the sandbox's DNS does not take records: ${await answer.text()}`);
  } finally {
    await pool.end();
  }
}
