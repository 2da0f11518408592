import { AppError, formatMailbox, parseMailbox, readDomainSettings } from '@ubuntu-aliases/shared';
import {
  createStores,
  newId,
  withTransaction,
  type MemberRow,
  type RecipientChangeRow,
  type RecipientRow,
  type Stores,
} from '@ubuntu-aliases/store';
import { isSameMailbox, planRecipientChange, removalRefusal } from '../../domain/recipient-change.ts';
import {
  CHANGE_EXPIRES,
  holdAlias,
  requireAllowance,
  requireNotBlocked,
  storesOf,
  targetHashOf,
  UNDO_WITHIN,
  type Asker,
  type RecipientChangeDeps,
} from './context.ts';
import { confirmMail, noticeMails } from './mails.ts';

/** What was typed as an address that mail can go to, or the reason why not. */
async function readTarget(text: string, { database, mailDomains }: RecipientChangeDeps): Promise<string> {
  const mailbox = parseMailbox(text);
  if (!mailbox) throw new AppError('alias.recipient_invalid');
  // The names themselves: a subdomain of a managed domain is another mail system, or the look-up below finds none.
  const managed = await storesOf(database).domains.listAll();
  if (managed.some(({ name }) => name === mailbox.domain)) throw new AppError('alias.recipient_loop');
  if ((await mailDomains.takesMail(mailbox.domain)) === 'no') throw new AppError('alias.recipient_no_mail');
  return formatMailbox(mailbox);
}

/** Whom a notice goes to: the mailboxes in use, or where there is none the e-mail of the last sign-in. */
async function noticeAddresses(
  stores: Stores,
  member: MemberRow,
  recipients: readonly RecipientRow[],
  target: string,
): Promise<string[]> {
  if (recipients.length > 0) return recipients.map((r) => r.address);
  const mailbox = member.email === null ? null : parseMailbox(member.email);
  if (!mailbox || isSameMailbox(formatMailbox(mailbox), target)) return [];
  const managed = await stores.domains.listAll();
  return managed.some(({ name }) => name === mailbox.domain) ? [] : [formatMailbox(mailbox)];
}

/** Asks the new mailbox, tells the old ones. Nothing changes yet. The sign-in is fresh: the caller has seen to it. */
export async function askForChange(
  deps: RecipientChangeDeps,
  { memberId, requestId }: Asker,
  aliasId: string,
  wanted: { address: string; replaces: string | undefined },
): Promise<RecipientChangeRow> {
  const { database, proofs, notices } = deps;
  const owned = await database.reads.findAlias(memberId, aliasId);
  if (!owned) throw new AppError('alias.not_found');
  const address = await readTarget(wanted.address, deps);
  const now = deps.clock();
  return withTransaction(database, async (tx) => {
    const stores = createStores(tx);
    const by = { memberId, targetHash: targetHashOf(proofs, address) };
    await requireAllowance(stores, 'request', by, now, deps.limitFactor);
    await requireNotBlocked(stores, memberId, now);
    const alias = await holdAlias(stores, aliasId, memberId);
    const recipients = await stores.recipients.listByAlias(aliasId);
    const { maxRecipients } = readDomainSettings(alias.domain.settings);
    const plan = planRecipientChange(recipients, { address, replaces: wanted.replaces, maxRecipients });
    if (!plan.ok) throw new AppError(plan.code, { details: { maxRecipients } });

    await stores.recipientChanges.supersede(aliasId);
    await stores.recipientChanges.addAttempt('request', by, now);
    const id = newId();
    const [token, code, cancelToken] = [proofs.createToken(), proofs.createCode(), proofs.createToken()];
    const change = await stores.recipientChanges.create({
      id,
      memberId,
      aliasId,
      kind: plan.kind,
      address,
      replacesId: plan.replacesId,
      tokenMac: proofs.mac('confirm', id, token),
      codeMac: proofs.mac('code', id, code),
      cancelMac: proofs.mac('cancel', id, cancelToken),
      createdAt: now,
      expiresAt: new Date(now.getTime() + CHANGE_EXPIRES),
    });
    await stores.audit.append([
      {
        actor: { kind: 'member', memberId },
        action: 'recipient.change_asked',
        memberId,
        aliasId,
        domainId: alias.domainId,
        requestId,
        changes: { kind: [null, plan.kind] },
      },
    ]);
    const member = await getMember(stores, memberId);
    const about = {
      member,
      change,
      alias: `${alias.localPart}@${alias.domain.name}`,
      publicUrl: notices.publicUrl,
      proofs,
    };
    const told = await noticeAddresses(stores, member, recipients, address);
    await stores.outbox.add(
      [confirmMail(about, { token, code }), ...noticeMails(about, cancelToken, told)],
      now,
    );
    return change;
  });
}

/** Takes one of several away at once; every mailbox that was there is told and can undo it. */
export async function removeRecipient(
  deps: RecipientChangeDeps,
  { memberId, requestId }: Asker,
  aliasId: string,
  { recipientId, version }: { recipientId: string; version: number },
): Promise<void> {
  const { database, proofs, notices } = deps;
  const now = deps.clock();
  await withTransaction(database, async (tx) => {
    const stores = createStores(tx);
    const before = await stores.recipients.listByAlias(aliasId);
    const gone = before.find((r) => r.id === recipientId);
    if (!gone) throw new AppError('recipient.not_found');
    const by = { memberId, targetHash: targetHashOf(proofs, gone.address) };
    await requireAllowance(stores, 'request', by, now, deps.limitFactor);
    await requireNotBlocked(stores, memberId, now);
    const alias = await holdAlias(stores, aliasId, memberId);
    if (alias.version !== version) throw new AppError('request.precondition_failed');
    const recipients = await stores.recipients.listByAlias(aliasId);
    const refusal = removalRefusal(recipients, recipientId);
    if (refusal) throw new AppError(refusal);

    await stores.recipientChanges.supersede(aliasId);
    await stores.recipientChanges.addAttempt('request', by, now);
    const id = newId();
    const cancelToken = proofs.createToken();
    const change = await stores.recipientChanges.create({
      id,
      memberId,
      aliasId,
      kind: 'remove',
      address: gone.address,
      replacesId: gone.id,
      tokenMac: null,
      codeMac: null,
      cancelMac: proofs.mac('cancel', id, cancelToken),
      createdAt: now,
      expiresAt: new Date(now.getTime() + UNDO_WITHIN),
      happened: { undoUntil: new Date(now.getTime() + UNDO_WITHIN), before: recipients.map(keep) },
    });
    await stores.recipients.remove([recipientId]);
    await stores.aliases.touch(aliasId);
    await stores.audit.append([
      {
        actor: { kind: 'member', memberId },
        action: 'recipient.removed',
        memberId,
        aliasId,
        domainId: alias.domainId,
        requestId,
      },
    ]);
    const about = {
      member: await getMember(stores, memberId),
      change,
      alias: `${alias.localPart}@${alias.domain.name}`,
      publicUrl: notices.publicUrl,
      proofs,
    };
    const mails = noticeMails(
      about,
      cancelToken,
      recipients.map((r) => r.address),
    );
    await stores.outbox.add(mails, now);
  });
}

export function keep({ address, confirmedAt }: RecipientRow) {
  return { address, confirmedAt: confirmedAt?.toISOString() ?? null };
}

async function getMember(stores: Stores, id: string): Promise<MemberRow> {
  const member = await stores.members.find(id);
  if (!member) throw new AppError('member.not_found');
  return member;
}
