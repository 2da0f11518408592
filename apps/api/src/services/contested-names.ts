import type { KnownName } from '@ubuntu-aliases/store';

/** The name in an answer, and since when its record exists: that never changes, whatever the name does. */
export interface GivenName {
  name: string;
  /** Null: Launchpad did not say. */
  since: string | null;
}

export interface ContestedNamePorts {
  /** The member with the identifier, and whoever else is stored under the name. */
  listKnown: (claimedIdentifier: string, name: string) => Promise<KnownName[]>;
  /** What Launchpad answers about an identifier now; null: definitely nobody. Throws when it does not answer. */
  ask: (claimedIdentifier: string) => Promise<GivenName | null>;
  /** The record under a name; null: definitely none. */
  findByName: (name: string) => Promise<{ since: string | null } | null>;
}

export interface NameFindings {
  /** Somebody else's, or the answer is about somebody else. */
  isContested: boolean;
  /** Since when this person's record exists, as far as it may be believed. */
  since: string | null;
}

/**
 * Whether the name that a look-up gave may be the person's (R1). A lie hands over a record that exists, so it is held
 * against what is known:
 * - Whoever else is stored under the name is asked at once: one who has another by now, or none, left it behind. One
 *   name given to two identifiers is a merge of accounts or a lie.
 * - A renamed record is the same record. Where it is not, accounts were merged, and then the old name leads nowhere.
 * - While the old name leads to the very record, nobody was renamed.
 */
export async function examineName(
  claimedIdentifier: string,
  first: GivenName,
  ports: ContestedNamePorts,
): Promise<NameFindings> {
  const given = new Set<string>();
  const asked = new Set([claimedIdentifier]);
  const answers = [{ identifier: claimedIdentifier, ...first }];
  let since = first.since;
  let isContested = false;
  for (const answer of answers) {
    const known = await ports.listKnown(answer.identifier, answer.name);
    const own = known.find((k) => k.claimedIdentifier === answer.identifier);
    const others = known.filter((k) => k.claimedIdentifier !== answer.identifier);
    const isDoubtful =
      given.has(answer.name) || (await isOldNameThere(answer, own, others.length > 0, ports));
    if (answer === answers[0] && isDoubtful) since = own?.since ?? null;
    given.add(answer.name);
    if (isDoubtful) {
      isContested = true;
      break;
    }
    for (const { claimedIdentifier: other } of others) {
      if (asked.has(other)) continue;
      asked.add(other);
      // Their new name may be a third person's, who is then asked too.
      const now = await ports.ask(other);
      if (now) answers.push({ identifier: other, ...now });
    }
  }
  return { isContested, since };
}

async function isOldNameThere(
  { name, since }: GivenName,
  own: KnownName | undefined,
  isHeld: boolean,
  { findByName }: ContestedNamePorts,
): Promise<boolean> {
  if (!own?.launchpadName || own.launchpadName === name) return false;
  const isOtherRecord = own.since !== null && since !== null && own.since !== since;
  if (!isOtherRecord && !isHeld) return false;
  const old = await findByName(own.launchpadName);
  if (!old) return false;
  return isOtherRecord || own.since === null || old.since === null || old.since === own.since;
}
