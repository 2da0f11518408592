import { AppError, localPartOf, type PendingClaim } from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type AliasRow,
  type Database,
  type MemberRow,
  type Stores,
} from '@ubuntu-aliases/store';
import { domainAnswer } from '../../domain/eligibility.ts';
import { nameOf, readVerification } from '../../domain/verification.ts';
import { addressesClaimedMails, type NoticeConfig } from '../notices.ts';
import { toManagedDomain } from '../provisioning.ts';
import { isTokenOf } from './link-token.ts';

export interface ClaimServiceDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
}

/** Unclaimed addresses on their way to an owner: by the link in their mailbox, or by an admin. */
export function createClaimService({ database, notices, clock }: ClaimServiceDeps) {
  return {
    /** Addresses for which a link waits in the mailbox that they forward to; nothing is said of that mailbox. */
    async list(memberId: string): Promise<PendingClaim[]> {
      const open = await createStores(database.client).claims.listOpen(memberId, clock());
      // Latest first: of several links to one address the page shows one.
      return open
        .filter((claim, index) => open.findIndex((c) => c.aliasId === claim.aliasId) === index)
        .map((claim) => ({
          id: claim.id,
          address: `${claim.localPart}@${claim.domain}`,
          sentAt: claim.createdAt.toISOString(),
          expiresAt: claim.expiresAt.toISOString(),
        }));
    },

    /**
     * Takes the address over for the member to whom the link was promised. Used, expired, made up and somebody else's are
     * one answer. Of two at once the alias's row lets one through.
     */
    confirm: (
      memberId: string,
      claimId: string,
      token: string,
      requestId: string | null,
    ): Promise<AliasRow> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const now = clock();
        const open = await stores.claims.listOpen(memberId, now);
        const claim = open.find(({ id, tokenHash }) => id === claimId && isTokenOf(tokenHash, token));
        if (!claim) throw new AppError('claim.not_found');
        const member = await stores.members.find(memberId);
        if (!member || !(await mayHave(stores, member, claim))) throw new AppError('request.conflict');
        const alias = await take(stores, claim.aliasId, member);
        await stores.aliases.restore(alias.entitlement === 'entitled' ? [] : [alias.id], now);
        await stores.audit.append([
          {
            actor: { kind: 'member', memberId },
            action: 'alias.claimed',
            memberId,
            aliasId: alias.id,
            domainId: alias.domainId,
            requestId,
            changes: {
              owner: [null, 'mailbox'],
              ...(alias.entitlement !== 'entitled' && { entitlement: [alias.entitlement, 'entitled'] }),
            },
          },
        ]);
        const others = open.filter(({ aliasId }) => aliasId !== alias.id);
        await resolveEntries(stores, memberId, others, now);
        return alias;
      }),

    /** An admin says whose it is; the mailbox that it forwards to is told. Entitlement stays: that is the sync's. */
    claimFor: (
      aliasId: string,
      memberId: string,
      { adminId, reason, requestId }: { adminId: string; reason: string; requestId: string | null },
    ): Promise<AliasRow> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const now = clock();
        const before = await stores.aliases.find(aliasId);
        if (!before) throw new AppError('alias.not_found');
        const member = await stores.members.find(memberId);
        if (!member) throw new AppError('member.not_found');
        if (member.bannedAt) throw new AppError('member.banned');
        const waitsFor = before.awaitsIdentifier;
        if (waitsFor !== null && waitsFor !== member.claimedIdentifier) throw new AppError('alias.taken');
        const alias = await take(stores, aliasId, member);
        await stores.audit.append([
          {
            actor: { kind: 'admin', memberId: adminId },
            action: 'alias.claimed',
            memberId,
            aliasId: alias.id,
            domainId: alias.domainId,
            requestId,
            changes: { owner: [null, 'admin'] },
            reason,
          },
        ]);
        await resolveEntries(stores, memberId, await stores.claims.listOpen(memberId, now), now);
        const recipients = await stores.aliases.listRecipientsOf([alias.id]);
        const domains = await stores.domains.listAll();
        await stores.outbox.add(addressesClaimedMails(member, [alias], recipients, domains, notices), now);
        return alias;
      }),
  };
}

export type ClaimService = ReturnType<typeof createClaimService>;

/** The last completed check still gives this name and a team of the domain: it may be older than the link. */
async function mayHave(
  stores: Stores,
  member: MemberRow,
  claim: { domainId: string; localPart: string },
): Promise<boolean> {
  const verification = readVerification(member.verification);
  const name = nameOf(verification);
  const localPart = name === null ? null : localPartOf(name);
  const domain = (await stores.domains.listActive()).find(({ id }) => id === claim.domainId);
  if (!domain || !localPart?.ok || localPart.localPart !== claim.localPart) return false;
  const { state } = domainAnswer(member.bannedAt !== null, verification, {
    ...toManagedDomain(domain),
    isProven: true,
  });
  return state === 'ok';
}

/** The address first, then its links: two claims at once wait for each other at one row. */
async function take(stores: Stores, aliasId: string, member: MemberRow): Promise<AliasRow> {
  const [alias] = await stores.aliases.claim([aliasId], member.id);
  if (!alias) throw new AppError('alias.taken');
  await stores.claims.removeOf([aliasId]);
  return alias;
}

/** The entry that said that the address waits is over; those about other addresses are not. */
function resolveEntries(
  stores: Stores,
  memberId: string,
  others: readonly { domainId: string }[],
  now: Date,
): Promise<void> {
  const code = 'alias.unclaimed';
  const still = others.map(
    ({ domainId }) => ({ code, severity: 'info', memberId, domainId, details: {}, requestId: null }) as const,
  );
  return stores.errors.resolveGone({ memberId, codes: [code], still, upstreamCodes: [] }, now);
}
