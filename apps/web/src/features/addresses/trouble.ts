import type { Alias, Eligibility, SuspendedReason } from '@ubuntu-aliases/shared';

/** What is wrong with an address, the worst first. */
export type Trouble =
  | { kind: 'suspended'; alias: Alias; reason: SuspendedReason }
  | { kind: 'no_recipient'; alias: Alias }
  | { kind: 'failing'; alias: Alias; recipient: string }
  | { kind: 'grace'; alias: Alias; until: string | null };

const ORDER: Trouble['kind'][] = ['suspended', 'no_recipient', 'failing', 'grace'];

function troubleOf(alias: Alias): Trouble | null {
  if (alias.state === 'released') return null;
  if (alias.state === 'suspended') return { kind: 'suspended', alias, reason: alias.reason ?? 'held' };
  const inUse = alias.recipients.filter(({ state }) => state !== 'pending');
  if (inUse.length === 0) return { kind: 'no_recipient', alias };
  const failing = inUse.find(({ state }) => state === 'failing');
  if (failing) return { kind: 'failing', alias, recipient: failing.address };
  if (alias.state === 'grace') return { kind: 'grace', alias, until: alias.graceUntil };
  return null;
}

export function findTroubles(aliases: readonly Alias[]): Trouble[] {
  return aliases
    .map(troubleOf)
    .filter((trouble) => trouble !== null)
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** Why there is no address at all, for the empty state. */
export type EmptyReason = 'pending' | 'not_eligible' | 'name_unusable' | 'being_made';

export function whyEmpty(eligibility: Eligibility): EmptyReason {
  if (eligibility.domains.some(({ reason }) => reason === 'name_unusable')) return 'name_unusable';
  if (eligibility.isEligible) return 'being_made';
  if (eligibility.rules.some(({ state }) => state === 'failed')) return 'not_eligible';
  return 'pending';
}
