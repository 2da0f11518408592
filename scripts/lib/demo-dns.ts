import { openDatabase } from '@ubuntu-aliases/store';

/** Publishes the ownership tokens of the domains in the sandbox's DNS, as their operators would. */
export async function publishTokens(databaseUrl: string, sandboxUrl: string): Promise<void> {
  const database = openDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    const domains = await database.client.domain.findMany({ where: { provenAt: { not: null } } });
    const records = domains.map(({ name, ownershipToken }) => ({
      name: `_ubuntu-aliases.${name}`,
      type: 'TXT',
      value: `ubuntu-aliases-verification=${ownershipToken}`,
    }));
    const answer = await fetch(`${sandboxUrl}/control/dns`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ records, keep: true }),
    });
    if (!answer.ok) throw new Error(`the sandbox's DNS does not take records: ${await answer.text()}`);
  } finally {
    await database.close();
  }
}
