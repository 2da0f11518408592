import { AppError, isLaunchpadName, type AppErrorCode, type GrantAlias } from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type Database, type MemberRow } from '@ubuntu-aliases/store';
import { domainAnswer } from '../domain/eligibility.ts';
import { grantProblem } from '../domain/granted-local-part.ts';
import { recipientOf } from '../domain/provisioning-plan.ts';
import { displayNameOf, nameOf } from '../domain/verification.ts';
import type { LaunchpadClient } from '../launchpad/index.ts';
import type { AdminActor } from './admin-actor.ts';
import { addressCreatedMails, addressesReadyMail, type NoticeConfig } from './notices.ts';
import { provisionMember, toManagedDomain } from './provisioning.ts';
import { unpackRoster } from './sync/roster-codec.ts';
import type { VerificationService } from './verification.ts';

export interface GrantedAliasDeps {
  database: Database;
  launchpad: Pick<LaunchpadClient, 'isNameTaken'>;
  verification: VerificationService;
  notices: NoticeConfig;
  clock: () => Date;
}

/** An address for somebody whose name cannot be one: an admin chooses the local part, and it survives renames. */
export function createGrantedAliases({
  database,
  launchpad,
  verification,
  notices,
  clock,
}: GrantedAliasDeps) {
  const stores = createStores(database.client);
  const refuse = (code: AppErrorCode, reason: string) => new AppError(code, { details: { reason } });

  /** A name that somebody has, or could sign in with tomorrow, is theirs. No answer is none: refused. */
  async function requireFree(localPart: string): Promise<void> {
    const problem = grantProblem(localPart);
    if (problem) throw new AppError(problem);
    if (isLaunchpadName(localPart) && (await launchpad.isNameTaken(localPart)))
      throw refuse('alias.taken', 'launchpad_name');
    // A team that may be private, an account that Launchpad hides: the rosters know names that the look-up does not.
    for (const { id } of await stores.domains.listAll()) {
      const roster = await stores.syncRuns.lastAccepted(id);
      if (roster && (await unpackRoster(await database.rosters.read(roster.rosterId))).has(localPart))
        throw refuse('alias.taken', 'roster_name');
    }
  }

  return {
    /** Gives the id of the new alias. */
    async grant(id: string, { domain, localPart }: GrantAlias, actor: AdminActor): Promise<string> {
      const { memberId, scope, requestId } = actor;
      const known = await stores.directory.find(id, scope, clock());
      if (!known) throw new AppError('member.not_found');
      const domains = await stores.domains.listAll();
      const target = domains.find((d) => d.name === domain && !d.retiredAt);
      if (!target || (scope !== null && !scope.includes(domain))) throw new AppError('domain.not_found');
      await requireFree(localPart);

      const askedAt = clock();
      const teams = [...new Set(domains.filter((d) => !d.retiredAt).map((d) => d.team))];
      const answer = await verification.verify(known.claimedIdentifier, teams);
      const now = clock();
      return withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const row: MemberRow | null = await inTx.members.checked(id, {
          launchpadName: nameOf(answer),
          displayName: displayNameOf(answer),
          verification: answer,
          askedAt,
        });
        if (!row) throw new AppError('member.not_found');
        const { state, reason } = domainAnswer(row.bannedAt !== null, answer, toManagedDomain(target));
        // The answer may be about somebody else.
        if (answer.isNameContested) throw refuse('request.conflict', 'name_taken');
        if (state !== 'ok') throw refuse('request.conflict', reason ?? 'unknown');
        const aliases = await inTx.aliases.listForProvisioning(row, null);
        if (aliases.some((a) => a.domainId === target.id && !a.releasedAt))
          throw refuse('request.conflict', 'has_address');

        const recipient = recipientOf(
          row.email,
          domains.map(({ name }) => name),
        ).address;
        const wanted = {
          domainId: target.id,
          localPart,
          memberId: id,
          origin: 'granted' as const,
          recipient,
        };
        const created = await inTx.aliases.createMany([wanted], now);
        const [alias] = created;
        if (!alias) throw refuse('alias.taken', 'address');
        await inTx.audit.append([
          {
            actor: { kind: 'admin', memberId },
            action: 'alias.created',
            memberId: id,
            aliasId: alias.id,
            domainId: target.id,
            requestId,
            changes: { origin: [null, 'granted'] },
          },
        ]);
        await inTx.outbox.add(
          [
            ...addressesReadyMail(row, created, new Map([[target.id, recipient]]), domains, notices),
            ...addressCreatedMails(created, domains, notices),
          ],
          now,
        );
        // Whatever else that answer means for them; what the error log says of the name is gone now.
        await provisionMember(row, answer, domains, { stores: inTx, notices, now, requestId });
        return alias.id;
      });
    },
  };
}

export type GrantedAliases = ReturnType<typeof createGrantedAliases>;
