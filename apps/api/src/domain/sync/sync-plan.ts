import type { LossReason } from '../entitlement-loss.ts';
import { nameOf, type Verification } from '../verification.ts';
import type { SyncAlias } from './candidates.ts';
import { standingOf, type Roster } from './roster.ts';
import { localPartOf } from '@ubuntu-aliases/shared';

/** One line of a plan. */
export interface PlannedItem {
  action: 'add' | 'restore' | 'grace' | 'suspend';
  memberId: string | null;
  aliasId: string | null;
  reason: string | null;
  before: string | null;
  after: 'entitled' | 'grace' | 'suspended';
  /** Entering grace, or suspension without one: what the brake counts. */
  isLoss: boolean;
}

/** An address to be taken away, and why. */
export interface PlannedLoss {
  aliasId: string;
  reason: LossReason;
  /** Its owner has another one with their new name. */
  isRename: boolean;
  isGraceOver: boolean;
}

export interface LossInput {
  aliases: readonly SyncAlias[];
  /** The fresh look-up by identifier. */
  verification: Verification;
  team: string;
  /** The roster of this run, and the last accepted one that another run read; null: there is none yet. */
  current: Roster;
  previous: Roster | null;
  /** Own addresses that this check makes or gives back. */
  provisioned: ReadonlySet<string>;
  waiting: ReadonlySet<string>;
  now: Date;
}

/**
 * What may be taken from one person (R3): gone from two rosters that two runs read, and the look-up agrees. Whatever is
 * missing or contradicts leaves everything as it is.
 */
export function planLosses(input: LossInput): PlannedLoss[] {
  const { aliases, verification, team, waiting, now } = input;
  const live = aliases.filter((a) => !a.isReleased && !waiting.has(a.id));
  const isDue = (a: SyncAlias) => a.entitlement === 'grace' && a.graceUntil !== null && a.graceUntil <= now;
  const over = (a: SyncAlias, isRename = false): PlannedLoss => ({
    aliasId: a.id,
    reason: reasonOf(a),
    isRename,
    isGraceOver: true,
  });
  // A ban is an admin's, and so is its end.
  if (live.some((a) => a.isBanned))
    return live.filter((a) => isDue(a) && a.reason === 'banned').map((a) => over(a));

  const known = live[0]?.ownName ?? live[0]?.launchpadName ?? null;
  const name = verification.account ? verification.account.name : known;
  if (name === null) return [];
  const names = [name, ...(verification.isNameContested && known !== null ? [known] : [])];
  const reason = lossReason(verification, team);
  if (reason !== null) {
    const isGoneNow = isGone(input.current, names);
    return live.flatMap((a): PlannedLoss[] => {
      if (!isGoneNow) return [];
      if (isDue(a)) return [over(a)];
      if (a.entitlement !== 'entitled' || !wasGone(input, a, names)) return [];
      return [{ aliasId: a.id, reason, isRename: false, isGraceOver: false }];
    });
  }
  return planRename(live, name, input).flatMap((a) =>
    isDue(a)
      ? [over(a, true)]
      : a.entitlement === 'entitled'
        ? [{ aliasId: a.id, reason: 'left_team', isRename: true, isGraceOver: false } as const]
        : [],
  );
}

/** Why the look-up says that somebody may not have an address; null: it says that they may, or not enough. */
export function lossReason({ account, teams }: Verification, team: string): LossReason | null {
  // Nobody's identifier any more: then what the rosters say by name is the reason.
  if (!account) return 'left_team';
  if (!account.isValid) return 'not_valid';
  if (!account.isCocSigner) return 'coc_unsigned';
  return teams?.[team] === false ? 'left_team' : null;
}

/** Gone by every name that may be theirs: an answer that may be about somebody else takes nothing by that one's name. */
export function isGone({ names: roster }: Pick<Roster, 'names'>, names: readonly string[]): boolean {
  return names.every((name) => standingOf(roster, name) !== 'ok');
}

/** Gone from the roster that another run read, too, and that one was read after the person was last entitled. */
function wasGone({ previous }: LossInput, alias: SyncAlias, names: readonly string[]): boolean {
  return previous !== null && previous.readFrom >= alias.entitlementAt && isGone(previous, names);
}

/**
 * Old addresses of somebody who has one with their new name. The roster has to bear the new name out: the old one is not
 * on it any more, or, when somebody else has it now, two rosters have the new one.
 */
function planRename(live: readonly SyncAlias[], name: string, input: LossInput): SyncAlias[] {
  const { verification, current, previous, provisioned } = input;
  const local = nameOf(verification) === null ? null : localPartOf(name);
  if (!local?.ok || standingOf(current.names, name) !== 'ok') return [];
  const isCurrent = (a: SyncAlias) => a.origin === 'granted' || a.localPart === local.localPart;
  const keeps = live.some((a) => isCurrent(a) && (a.entitlement === 'entitled' || provisioned.has(a.id)));
  if (!keeps && !provisioned.has(local.localPart)) return [];
  return live.filter((a) => {
    if (isCurrent(a)) return false;
    const isOldNameGone = standingOf(current.names, a.localPart) === 'absent';
    const isProvedTwice =
      previous !== null && previous.readFrom >= a.entitlementAt && standingOf(previous.names, name) === 'ok';
    return isOldNameGone || isProvedTwice;
  });
}

/** A domain that is read is in use again: whoever did not come back with it is not in the team. */
function reasonOf({ reason }: SyncAlias): LossReason {
  return reason === null || reason === 'domain_retired' ? 'left_team' : reason;
}

export interface UnclaimedInput {
  alias: SyncAlias;
  /** Whether Launchpad lists the team for the name (or the awaited identifier's); null: it did not answer. */
  isInTeam: boolean | null;
  current: Roster;
  previous: Roster | null;
  now: Date;
}

/** Addresses that nobody has claimed are followed by name, with the same two rosters. */
export function planUnclaimed({
  alias,
  isInTeam,
  current,
  previous,
  now,
}: UnclaimedInput): 'restore' | PlannedLoss | null {
  const standing = standingOf(current.names, alias.localPart);
  if (standing === 'ok') return alias.entitlement === 'entitled' ? null : 'restore';
  if (isInTeam !== false) return null;
  const loss = { aliasId: alias.id, isRename: false };
  if (alias.entitlement === 'grace') {
    const isDue = alias.graceUntil !== null && alias.graceUntil <= now;
    return isDue ? { ...loss, reason: reasonOf(alias), isGraceOver: true } : null;
  }
  const isGoneTwice =
    previous !== null &&
    previous.readFrom >= alias.entitlementAt &&
    standingOf(previous.names, alias.localPart) !== 'ok';
  if (alias.entitlement !== 'entitled' || !isGoneTwice) return null;
  return { ...loss, reason: standing === 'absent' ? 'left_team' : standing, isGraceOver: false };
}
