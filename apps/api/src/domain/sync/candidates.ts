import { localPartOf } from '@ubuntu-aliases/shared';
import { standingOf, type RosterNames } from './roster.ts';

/** What the plan needs to know of an address at the domain, and of its owner. */
export interface SyncAlias {
  id: string;
  localPart: string;
  /** Null: unclaimed, or a tombstone whose owner left. */
  memberId: string | null;
  /** By the owner's last look-up. */
  launchpadName: string | null;
  /** Where that is another member's as well: the name that they had before, by which they may be listed yet. */
  ownName: string | null;
  isBanned: boolean;
  origin: 'provisioned' | 'renamed' | 'granted' | 'imported';
  entitlement: 'entitled' | 'grace' | 'suspended';
  reason: 'left_team' | 'not_valid' | 'coc_unsigned' | 'banned' | 'domain_retired' | null;
  graceUntil: Date | null;
  entitlementAt: Date;
  createdAt: Date;
  isReleased: boolean;
  isUnclaimed: boolean;
  /** Of an unclaimed one: the identifier that it waits for. */
  awaitsIdentifier: string | null;
}

/** Who may have to change. Everybody else costs no request and no statement. */
export interface Candidate {
  /** Null: an unclaimed address. */
  memberId: string | null;
  aliases: readonly SyncAlias[];
  /** The most urgent first: what gives back before what takes away. */
  urgency: number;
}

const URGENCY = { returning: 0, joining: 1, due: 2, leaving: 3, renamed: 4 } as const;
/** As in the provisioning plan. */
const RENAME_PERIOD_MS = 90 * 86_400_000;

export interface CandidateInput {
  /** Whose situation may be out of the ordinary, with everything that their owners have at the domain. */
  aliases: readonly SyncAlias[];
  /** Every local part that stands at the domain. */
  taken: ReadonlySet<string>;
  names: RosterNames;
  /** Addresses in a plan that waits for an approval: nothing new is asked about them. */
  waiting: ReadonlySet<string>;
  now: Date;
}

/**
 * Owners for whom the roster and what is stored disagree. The owner's name is the one that their last look-up gave; a
 * change of it is found by look-ups alone, never by the roster.
 */
export function findCandidates({ aliases, names, taken, waiting, now }: CandidateInput): Candidate[] {
  const byOwner = Map.groupBy(
    aliases.filter((a) => a.memberId !== null || a.isUnclaimed),
    (a) => a.memberId ?? a.id,
  );
  const found: Candidate[] = [];
  for (const own of byOwner.values()) {
    const urgency = Math.min(
      ...own
        .filter((a) => !a.isReleased && !waiting.has(a.id))
        .map((a) => urgencyOf(a, own, { names, taken, now })),
    );
    if (urgency < Infinity) found.push({ memberId: own[0]?.memberId ?? null, aliases: own, urgency });
  }
  return found.sort((a, b) => a.urgency - b.urgency);
}

interface Surroundings {
  names: RosterNames;
  taken: ReadonlySet<string>;
  now: Date;
}

function urgencyOf(alias: SyncAlias, own: readonly SyncAlias[], { names, taken, now }: Surroundings): number {
  // No name leads to it, so no roster can say anything of it: a role, or what another service allowed.
  if (alias.isUnclaimed && alias.awaitsIdentifier === null && !localPartOf(alias.localPart).ok)
    return Infinity;
  const name = alias.isUnclaimed ? alias.localPart : alias.launchpadName;
  const isListed = name !== null && standingOf(names, name) === 'ok';
  const isDue = alias.entitlement === 'grace' && alias.graceUntil !== null && alias.graceUntil <= now;
  // What an admin decided about the person stands, whatever a roster says.
  if (alias.isBanned) return isDue ? URGENCY.due : Infinity;
  if (alias.entitlement === 'entitled' && !isListed) return URGENCY.leaving;
  const isCurrent = alias.isUnclaimed || isCurrentOf(alias, name, own);
  if (alias.entitlement !== 'entitled' && isListed && isCurrent) return URGENCY.returning;
  if (isDue) return URGENCY.due;
  if (alias.entitlement === 'entitled' && !isCurrent && canMove(name, own, taken, now))
    return URGENCY.renamed;
  return Infinity;
}

/** The address that goes with the owner's name of now: one that was granted stands in for it. */
function isCurrentOf(alias: SyncAlias, name: string | null, own: readonly SyncAlias[]): boolean {
  if (alias.origin === 'granted') return true;
  if (own.some((a) => a.origin === 'granted' && !a.isReleased)) return false;
  const local = name === null ? null : localPartOf(name);
  return local?.ok === true && alias.localPart === local.localPart;
}

/** Whether there is, or can be, an address with the new name; without one the old one stays as it is. */
function canMove(
  name: string | null,
  own: readonly SyncAlias[],
  taken: ReadonlySet<string>,
  now: Date,
): boolean {
  if (own.some((a) => !a.isReleased && isCurrentOf(a, name, own))) return true;
  const local = name === null ? null : localPartOf(name);
  if (!local?.ok || taken.has(local.localPart)) return false;
  return !own.some((a) => a.origin === 'renamed' && now.getTime() - a.createdAt.getTime() < RENAME_PERIOD_MS);
}

/** Somebody who signed in, is on the roster, and has no address at the domain. */
export interface Joiner {
  memberId: string;
  launchpadName: string;
  /** Their last look-up said that they may have one. */
  isKnownEntitled: boolean;
}

/** Those worth a look-up: what was last heard differs, or only the address is missing. */
export function findJoiners(
  joiners: readonly Joiner[],
  taken: ReadonlySet<string>,
  isProven: boolean,
): Candidate[] {
  return joiners
    .filter(({ launchpadName, isKnownEntitled }) => {
      if (!isKnownEntitled) return true;
      const local = localPartOf(launchpadName);
      return isProven && local.ok && !taken.has(local.localPart);
    })
    .map(({ memberId }) => ({ memberId, aliases: [], urgency: URGENCY.joining }));
}
