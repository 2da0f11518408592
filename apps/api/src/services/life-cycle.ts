import { readDomainSettings } from '@ubuntu-aliases/shared';
import type { AliasRow, DomainRow, MemberRow, NewAuditEntry, NewMail, Stores } from '@ubuntu-aliases/store';
import { lossOf, toldAtStart, type Loss, type LossReason } from '../domain/entitlement-loss.ts';
import { toStoredMail, type LossCause, type MailTemplate } from '../mailer/index.ts';
import { addressOf, restoredMails, wantsMail, type NoticeConfig } from './notices.ts';

export interface LifeCycleContext {
  /** Stores over the caller's transaction. */
  stores: Stores;
  notices: NoticeConfig;
  /** `GRACE_DAYS`: where a domain says nothing else. */
  graceDays: number;
  /** All domains, those no longer in use included. */
  domains: readonly DomainRow[];
  actor: NewAuditEntry['actor'];
  now: Date;
  requestId: string | null;
}

/** An address that its owner is no longer entitled to, and what became of it. */
export interface LostAlias {
  alias: AliasRow;
  loss: Loss;
}

interface LosingAlias {
  alias: AliasRow;
  reason: LossReason;
  cause?: 'renamed';
  isGraceOver?: boolean;
}

/**
 * Puts addresses in grace or suspends them, as their domains' settings say for the reason, with audit entries and a
 * mail to the owner for each, in the caller's transaction (R6). One that changed since it was read is left alone and is
 * not in the answer. The owner's pause, an admin's hold, recipients and settings stay (R5). Whether it may be done at
 * all (R3, R4) was decided before.
 */
export function beginLoss(
  member: MemberRow | null,
  losing: readonly LosingAlias[],
  context: LifeCycleContext,
): Promise<LostAlias[]> {
  return beginLosses(
    losing.map((each) => ({ ...each, member })),
    context,
  );
}

/** The same of any number of owners, in as few statements. */
export async function beginLosses(
  losing: readonly (LosingAlias & { member: MemberRow | null })[],
  context: LifeCycleContext,
): Promise<LostAlias[]> {
  const { stores, domains, graceDays, now } = context;
  const planned = losing.map(({ member, alias, reason, cause, isGraceOver }) => {
    const settings = readDomainSettings(domains.find((d) => d.id === alias.domainId)?.settings);
    const loss: Loss = isGraceOver
      ? { entitlement: 'suspended', reason }
      : lossOf(reason, settings, graceDays, now);
    const told: LossCause = reason === 'domain_retired' ? 'retired' : reason;
    return { member, alias, loss, cause: cause ?? told };
  });
  const changed = await stores.aliases.lose(
    planned.map(({ alias, loss }) => {
      const graceUntil = loss.entitlement === 'grace' ? loss.graceUntil : null;
      const toldDays = graceUntil && toldAtStart(graceUntil, now);
      return { id: alias.id, from: alias.entitlement, reason: loss.reason, graceUntil, toldDays };
    }),
    now,
  );
  const lost = planned.filter(({ alias }) => changed.includes(alias.id));
  await stores.audit.append(lost.map(({ alias, loss }) => auditOf(alias, loss, context)));
  await stores.outbox.add(
    // What an admin holds refuses mail already, and its owner was told why.
    lost.filter(({ alias }) => !alias.heldAt).flatMap((each) => lossMails(each, context)),
    now,
  );
  return lost.map(({ alias, loss }) => ({ alias, loss }));
}

/**
 * Entitled again, whole, at any time: with audit entries and mails, in the caller's transaction.
 */
export async function restoreAliases(
  member: MemberRow | null,
  aliases: readonly AliasRow[],
  { stores, notices, domains, actor, now, requestId }: LifeCycleContext,
): Promise<AliasRow[]> {
  const restored = aliases.filter((alias) => alias.entitlement !== 'entitled' && !alias.releasedAt);
  await stores.aliases.restore(
    restored.map(({ id }) => id),
    now,
  );
  await stores.audit.append(
    restored.map((alias): NewAuditEntry => ({
      actor,
      action: 'alias.restored',
      memberId: alias.memberId,
      aliasId: alias.id,
      domainId: alias.domainId,
      requestId,
      changes: { entitlement: [alias.entitlement, 'entitled'] },
    })),
  );
  const open = restored.filter((alias) => !alias.heldAt);
  if (member) await stores.outbox.add(restoredMails(member, open, domains, notices), now);
  return restored;
}

function auditOf(alias: AliasRow, loss: Loss, { actor, requestId }: LifeCycleContext): NewAuditEntry {
  return {
    actor,
    action: loss.entitlement === 'grace' ? 'alias.grace_begun' : 'alias.suspended',
    memberId: alias.memberId,
    aliasId: alias.id,
    domainId: alias.domainId,
    requestId,
    changes: {
      entitlement: [alias.entitlement, loss.entitlement],
      reason: [alias.entitlementReason, loss.reason],
    },
  };
}

function lossMails(
  { member, alias, loss, cause }: LostAlias & { member: MemberRow | null; cause: LossCause },
  { domains, notices }: LifeCycleContext,
): NewMail[] {
  const about = {
    address: addressOf(alias, domains),
    cause,
    team: domains.find((d) => d.id === alias.domainId)?.team ?? '',
    dashboardUrl: `${notices.publicUrl}/addresses`,
  };
  return memberMail(
    member,
    loss.entitlement === 'grace'
      ? {
          template: 'address-grace',
          params: { ...about, until: loss.graceUntil.toISOString(), daysLeft: null },
        }
      : { template: 'address-suspended', params: about },
  );
}

/** To the person's own mailbox, in their language; none without one, or when such mails are switched off. */
export function memberMail(member: MemberRow | null, mail: MailTemplate): NewMail[] {
  if (!member?.email || !wantsMail(member, mail.template)) return [];
  return [{ memberId: member.id, toAddress: member.email, locale: member.locale, ...toStoredMail(mail) }];
}
