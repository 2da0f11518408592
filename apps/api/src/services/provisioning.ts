import type { AppErrorCode } from '@ubuntu-aliases/shared';
import type {
  AliasRow,
  DomainRow,
  MemberRow,
  NewAuditEntry,
  NewError,
  NewMail,
  Stores,
} from '@ubuntu-aliases/store';
import type { ManagedDomain } from '../domain/eligibility.ts';
import {
  PLAN_REFUSAL_CODES,
  planProvisioning,
  type ProvisioningPlan,
  type Refusal,
} from '../domain/provisioning-plan.ts';
import type { Verification } from '../domain/verification.ts';
import { offerClaims } from './claims/offer-claims.ts';
import {
  addressCreatedMails,
  addressesClaimedMails,
  addressesReadyMail,
  restoredMails,
  type NoticeConfig,
} from './notices.ts';

/** Faults of Launchpad, which are over once a check was completed. */
const LAUNCHPAD_CODES: readonly AppErrorCode[] = ['launchpad.unavailable', 'launchpad.unexpected_response'];

const PROVIDER_CODES: readonly AppErrorCode[] = ['auth.provider_unavailable'];

const SYSTEM = { kind: 'system', memberId: null } as const;

export interface ProvisioningResult {
  created: AliasRow[];
  /** Unclaimed ones that waited for this person. */
  adopted: AliasRow[];
  restored: string[];
  refusals: Refusal[];
}

export interface ProvisioningContext {
  /** Stores over the transaction in which the member's row is held. */
  stores: Stores;
  notices: NoticeConfig;
  now: Date;
  requestId: string | null;
  /** The e-mail of this sign-in, null when none came back; not set for a check without one, which has the last. */
  signedEmail?: string | null;
  /** Who has it done; the system, if not set. */
  actor?: NewAuditEntry['actor'];
  /** A domain whose admins are told of new addresses by the caller. */
  quietDomainId?: string;
}

export function toManagedDomain(row: DomainRow): ManagedDomain {
  return { id: row.id, name: row.name, team: row.team, isProven: row.provenAt !== null };
}

/** What is due for a member by a completed check; `domains` are all of them. */
export function planFor(
  member: MemberRow,
  verification: Verification,
  domains: readonly DomainRow[],
  aliases: readonly AliasRow[],
  { email, now }: { email: string | null; now: Date },
): ProvisioningPlan {
  const isReturning = (alias: AliasRow) =>
    alias.memberId === null &&
    alias.freedAt === null &&
    alias.ownerHash !== null &&
    alias.ownerHash === member.ownerHash;
  return planProvisioning({
    memberId: member.id,
    claimedIdentifier: member.claimedIdentifier,
    isBanned: member.bannedAt !== null,
    verification,
    email,
    domains: domains.filter((d) => !d.retiredAt).map(toManagedDomain),
    managedNames: domains.map((d) => d.name),
    aliases: aliases.map((alias) => (isReturning(alias) ? { ...alias, isReturning: true } : alias)),
    now,
  });
}

/**
 * Brings a member's aliases in line with a completed check: plans, then writes aliases, audit entries, error
 * entries and mails in the caller's transaction (R6). Run twice with the same facts, the second does nothing.
 * `domains` are all of them, those no longer in use included.
 */
export async function provisionMember(
  member: MemberRow,
  verification: Verification,
  domains: readonly DomainRow[],
  { stores, notices, now, requestId, signedEmail, actor = SYSTEM, quietDomainId }: ProvisioningContext,
): Promise<ProvisioningResult> {
  const aliases = await stores.aliases.listForProvisioning(member, verification.account?.name ?? null);
  const plan = planFor(member, verification, domains, aliases, {
    email: signedEmail === undefined ? member.email : signedEmail,
    now,
  });
  const created = await stores.aliases.createMany(
    plan.create.map((alias) => ({ ...alias, memberId: member.id })),
    now,
  );
  const adoptedIds = plan.adopt.map(({ aliasId }) => aliasId);
  const adopted = await stores.aliases.claim(adoptedIds, member.id);
  await stores.claims.removeOf(adoptedIds);
  const reclaimed = aliases.filter((alias) => plan.reclaim.some(({ aliasId }) => aliasId === alias.id));
  await stores.kept.reclaimAliases(
    reclaimed.map(({ id }) => id),
    member.id,
  );
  await stores.recipients.addConfirmed(
    plan.reclaim.flatMap(({ aliasId, recipient }) =>
      recipient === null ? [] : [{ aliasId, address: recipient, confirmedAt: now }],
    ),
  );
  const restored = plan.restore.map(({ aliasId }) => aliasId);
  await stores.aliases.restore([...restored, ...reclaimed.map(({ id }) => id)], now);

  // Somebody else's transaction got there first: the database lets only one of them have the address.
  const missed = plan.create.filter((p) => !created.some((c) => c.domainId === p.domainId));
  const refusals: Refusal[] = [
    ...plan.refusals,
    ...missed.map(
      ({ domainId }) => ({ code: 'alias.taken', severity: 'warning', domainId, details: {} }) as const,
    ),
  ];

  const entry = (action: string, alias: AliasRow): NewAuditEntry => ({
    actor,
    action,
    memberId: member.id,
    aliasId: alias.id,
    domainId: alias.domainId,
    requestId,
    changes: { origin: [null, alias.origin] },
  });
  const isRestored = (alias: AliasRow) => restored.includes(alias.id);
  await stores.audit.append([
    ...created.map((alias) => entry('alias.created', alias)),
    ...adopted.map((alias): NewAuditEntry => ({
      ...entry('alias.claimed', alias),
      changes: { owner: [null, 'identifier'] },
    })),
    ...reclaimed.map((alias) => entry('alias.reclaimed', alias)),
    ...aliases.filter(isRestored).map((alias): NewAuditEntry => ({
      ...entry('alias.restored', alias),
      changes: { entitlement: [alias.entitlement, 'entitled'] },
    })),
  ]);

  const errors = refusals.map((refusal): NewError => ({ ...refusal, memberId: member.id, requestId }));
  await stores.errors.record(errors, now);
  await stores.errors.resolveGone(
    {
      memberId: member.id,
      codes: PLAN_REFUSAL_CODES,
      still: errors,
      // A sign-in shows that the provider answers as well.
      upstreamCodes: [...LAUNCHPAD_CODES, ...(signedEmail === undefined ? [] : PROVIDER_CODES)],
    },
    now,
  );

  const kept = await stores.aliases.listRecipientsOf(adopted.map(({ id }) => id));
  const recipients = new Map([...plan.create, ...plan.reclaim].map((p) => [p.domainId, p.recipient]));
  const mails: NewMail[] = [
    ...addressesReadyMail(member, [...created, ...reclaimed], recipients, domains, notices),
    ...addressesClaimedMails(member, adopted, kept, domains, notices),
    ...(await offerClaims(member, plan.offer, domains, { stores, notices, now })),
    ...addressCreatedMails(
      created.filter((a) => a.domainId !== quietDomainId),
      domains,
      notices,
    ),
    // One that an admin holds refuses mail all the same.
    ...restoredMails(
      member,
      aliases.filter((a) => isRestored(a) && !a.heldAt),
      domains,
      notices,
    ),
  ];
  await stores.outbox.add(mails, now);
  return { created, adopted, restored, refusals };
}
