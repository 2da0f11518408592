import type {
  AliasRow,
  Database,
  DomainRow,
  MemberRow,
  SyncRunRow,
  SyncAliasRow,
} from '@ubuntu-aliases/store';
import { createStores } from '@ubuntu-aliases/store';
import { lossOf } from '../../domain/entitlement-loss.ts';
import { planProvisioning, type ProvisioningPlan } from '../../domain/provisioning-plan.ts';
import { findCandidates, findJoiners, type Candidate } from '../../domain/sync/candidates.ts';
import { standingOf, type Roster } from '../../domain/sync/roster.ts';
import {
  planLosses,
  planUnclaimed,
  type PlannedItem,
  type PlannedLoss,
} from '../../domain/sync/sync-plan.ts';
import { readDomainSettings } from '@ubuntu-aliases/shared';
import { toManagedDomain } from '../provisioning.ts';
import { isSameRoster, unpackRoster } from './roster-codec.ts';
import type { Answer, LookUp } from './look-up.ts';

export interface PlanDeps {
  database: Database;
  lookUp: LookUp;
  graceDays: number;
  clock: () => Date;
}

export interface PlanResult {
  items: PlannedItem[];
  /** What was heard of each person who was asked about. */
  answers: Map<string, Answer>;
  unmatched: number;
  /** The kept roster that says the very same. */
  sameAs: string | null;
  /** The waiting plan that these rosters do not agree with. */
  supersedes: string | null;
  /** Losses in the waiting plan that they do agree with. */
  waiting: number;
}

/** Compares the roster with what is stored, asks about those who differ, and says what is due. Writes nothing. */
export async function planRun(
  run: SyncRunRow,
  domain: DomainRow,
  current: Roster,
  { database, lookUp, graceDays, clock }: PlanDeps,
): Promise<PlanResult> {
  const stores = createStores(database.client);
  const [domains, { aliases, taken, owned }, accepted] = await Promise.all([
    stores.domains.listAll(),
    listAddresses(),
    stores.syncRuns.lastAccepted(domain.id),
  ]);
  const kept = accepted && (await database.rosters.read(accepted.rosterId));
  const isSame = kept !== null && (await isSameRoster(current.names, kept));
  const waitingPlan = await findWaitingPlan();
  const waiting = waitingPlan?.isAgreedWith ? waitingPlan.aliasIds : new Set<string>();
  const now = clock();

  const unknown = [...current.names.keys()].filter((name) => !owned.has(name));
  const signedIn = await database.syncReads.listSignedIn(domain.id, unknown, domain.team);
  const joiners = signedIn.filter(
    (m) => !m.isBanned && !m.hasAlias && current.names.get(m.launchpadName) === 3,
  );
  const candidates = [
    ...findCandidates({ aliases, names: current.names, taken, waiting, now }),
    ...findJoiners(joiners, taken, domain.provenAt !== null),
  ].sort((a, b) => a.urgency - b.urgency);
  const previous: Roster | null =
    accepted && kept && accepted.runId !== run.id && candidates.length > 0
      ? { names: isSame ? current.names : await unpackRoster(kept), readFrom: accepted.readFrom }
      : null;

  const matched = new Set(signedIn.map((m) => m.launchpadName));
  const unmatched = unknown.filter((name) => !matched.has(name)).length;
  const answers = new Map<string, Answer>();
  const items: PlannedItem[] = [];
  for (let from = 0; from < candidates.length && !lookUp.isSentAway; from += AT_ONCE) {
    const some = candidates.slice(from, from + AT_ONCE);
    const members = await stores.members.findMany(some.flatMap(({ memberId }) => memberId ?? []));
    const stored = await stores.aliases.listForProvisioningOf([...members.values()]);
    for (const candidate of some) {
      if (lookUp.isSentAway) break;
      items.push(...(await planCandidate(candidate, members, stored)));
    }
  }
  return {
    items,
    answers,
    unmatched,
    sameAs: isSame ? (accepted?.rosterId ?? null) : null,
    supersedes: waitingPlan && !waitingPlan.isAgreedWith && waitingPlan.isOpen ? waitingPlan.id : null,
    waiting: waiting.size,
  };

  /**
   * Almost every address is plain, and where the roster lists its owner there is nothing to look at: of all others whole
   * rows are read.
   */
  async function listAddresses() {
    const { listPlain, listOthers, listNamed } = database.syncReads;
    const [plain, others] = await Promise.all([listPlain(domain.id), listOthers(domain.id)]);
    const isGone = (name: string) => standingOf(current.names, name) !== 'ok';
    const named = await listNamed(domain.id, [...plain.owned, ...plain.unclaimed].filter(isGone));
    const rows = new Map([...others, ...named].map((row) => [row.id, row]));
    const aliases = [...rows.values()];
    const theirs = aliases.flatMap((a) => (a.isReleased ? [] : (a.launchpadName ?? [])));
    return {
      aliases,
      taken: new Set([...plain.owned, ...plain.unclaimed, ...aliases.map((a) => a.localPart)]),
      owned: new Set([...plain.owned, ...theirs]),
    };
  }

  async function planCandidate(
    { memberId, aliases: own }: Candidate,
    members: ReadonlyMap<string, MemberRow>,
    stored: readonly AliasRow[],
  ): Promise<PlannedItem[]> {
    const [first] = own;
    if (memberId === null) return first ? planForUnclaimed(first) : [];
    const member = members.get(memberId);
    if (!member) return [];
    const answer = await lookUp.person(member.claimedIdentifier);
    if (!answer) return [];
    answers.set(memberId, answer);
    const preview = planProvisioning({
      memberId,
      claimedIdentifier: member.claimedIdentifier,
      isBanned: member.bannedAt !== null,
      verification: answer.verification,
      email: member.email,
      domains: domains.filter((d) => d.id === domain.id && !d.retiredAt).map(toManagedDomain),
      managedNames: domains.map((d) => d.name),
      aliases: await listFor(member, answer.verification.account?.name ?? null, stored),
      now,
    });
    const provisioned = new Set([
      ...preview.restore.map((r) => r.aliasId),
      ...preview.create.map((c) => c.localPart),
    ]);
    const losses = planLosses({
      aliases: own,
      verification: answer.verification,
      team: domain.team,
      current,
      previous,
      provisioned,
      waiting,
      now,
    });
    return [...gains(memberId, preview, own), ...losses.map((loss) => toItem(loss, own))];
  }

  /** What `listForProvisioning` gives; asked about anew only when the name is another one than was stored. */
  async function listFor(member: MemberRow, name: string | null, stored: readonly AliasRow[]) {
    if (name !== null && name !== member.launchpadName)
      return stores.aliases.listForProvisioning(member, name);
    return stored.filter(
      (a) =>
        a.memberId === member.id ||
        a.awaitsIdentifier === member.claimedIdentifier ||
        (name !== null && a.localPart === name) ||
        (a.memberId === null && a.ownerHash !== null && a.ownerHash === member.ownerHash),
    );
  }

  async function planForUnclaimed(alias: SyncAliasRow): Promise<PlannedItem[]> {
    const facts = { alias, current, previous, now };
    // Only for what two rosters say already is anything asked.
    if (planUnclaimed({ ...facts, isInTeam: false }) === null) return [];
    const isInTeam = await isUnclaimedInTeam(alias);
    const planned = planUnclaimed({ ...facts, isInTeam });
    if (planned === null) return [];
    if (planned !== 'restore') return [toItem(planned, [alias])];
    return [
      {
        action: 'restore',
        memberId: null,
        aliasId: alias.id,
        reason: null,
        before: alias.entitlement,
        after: 'entitled',
        isLoss: false,
      },
    ];
  }

  async function isUnclaimedInTeam(alias: SyncAliasRow): Promise<boolean | null> {
    if (alias.awaitsIdentifier === null) return lookUp.isInTeam(alias.localPart, domain.team);
    const answer = await lookUp.person(alias.awaitsIdentifier);
    return answer && (answer.verification.teams?.[domain.team] ?? false);
  }

  function toItem(loss: PlannedLoss, own: readonly SyncAliasRow[] | Candidate['aliases']): PlannedItem {
    const alias = own.find((a) => a.id === loss.aliasId);
    const settings = readDomainSettings(domain.settings);
    const after = loss.isGraceOver ? 'suspended' : lossOf(loss.reason, settings, graceDays, now).entitlement;
    return {
      action: after === 'grace' ? 'grace' : 'suspend',
      memberId: alias?.memberId ?? null,
      aliasId: loss.aliasId,
      reason: loss.isRename ? 'renamed' : loss.reason,
      before: alias?.entitlement ?? null,
      after,
      isLoss: !loss.isGraceOver,
    };
  }

  /** Agreed with: everybody in it is still gone by name from the roster of now, and it is no older than a day. */
  async function findWaitingPlan() {
    const plan = await stores.syncRuns.findWaiting(domain.id, run.id);
    if (!plan) return null;
    const isOpen = plan.state === 'needs_approval';
    const isInTime = !isOpen || (plan.plannedAt?.getTime() ?? 0) > clock().getTime() - APPROVABLE_MS;
    const losses = plan.items.filter((item) => item.alias?.entitlement === item.before);
    const isAgreedWith =
      isInTime &&
      plan.items.length > 0 &&
      losses.length === plan.items.length &&
      losses.every(({ reason, member, alias }) => {
        const name = member?.launchpadName ?? alias?.localPart ?? '';
        const isListed = current.names.get(name) === 3;
        return reason === 'renamed' ? isListed : !isListed;
      });
    return { id: plan.id, isOpen, isAgreedWith, aliasIds: new Set(losses.flatMap((l) => l.aliasId ?? [])) };
  }
}

/** A plan cannot be approved any more after a day. */
export const APPROVABLE_MS = 86_400_000;
/** People whose rows are read together. */
const AT_ONCE = 200;

function gains(memberId: string, preview: ProvisioningPlan, own: Candidate['aliases']): PlannedItem[] {
  const common = { memberId, after: 'entitled', isLoss: false } as const;
  return [
    ...preview.create.map((create): PlannedItem => ({
      ...common,
      action: 'add',
      aliasId: null,
      reason: create.origin,
      before: null,
    })),
    ...preview.restore.map(({ aliasId }): PlannedItem => ({
      ...common,
      action: 'restore',
      aliasId,
      reason: null,
      before: own.find((a) => a.id === aliasId)?.entitlement ?? null,
    })),
  ];
}
