import { formatMailbox, parseMailbox } from '@ubuntu-aliases/shared';
import type { DomainRow, MemberRow, Stores } from '@ubuntu-aliases/store';
import { addressesReadyMail, type NoticeConfig } from './notices.ts';

/**
 * Somebody new may have been here before: then they get the hash under which their addresses wait for them, and the ban
 * that held meanwhile holds on. What they are entitled to is checked anew, as for everybody.
 */
export async function welcomeBack<T extends MemberRow & { isNew: boolean }>(
  member: T,
  stores: Stores,
  ownerHashes: readonly string[],
): Promise<MemberRow> {
  if (!member.isNew) return member;
  const ownerHash = await stores.kept.findOwnerHash(ownerHashes);
  if (ownerHash === null) return member;
  return stores.members.welcomeBack(member.id, ownerHash, await stores.kept.takeBan(ownerHash));
}

/** The e-mail signed with this sign-in goes where an address of theirs forwards to nowhere, and only there. */
export async function fillMissingRecipients(
  member: MemberRow,
  email: string | null,
  domains: readonly DomainRow[],
  {
    stores,
    notices,
    now,
    requestId,
  }: { stores: Stores; notices: NoticeConfig; now: Date; requestId: string | null },
): Promise<void> {
  const mailbox = email === null ? null : parseMailbox(email);
  if (!mailbox || domains.some(({ name }) => name === mailbox.domain)) return;
  const missing = await stores.aliases.listWithoutRecipient(member.id);
  if (missing.length === 0) return;
  const address = formatMailbox(mailbox);
  await stores.recipients.addConfirmed(missing.map(({ id }) => ({ aliasId: id, address, confirmedAt: now })));
  for (const { id } of missing) await stores.aliases.touch(id);
  await stores.audit.append(
    missing.map(({ id, domainId }) => ({
      actor: { kind: 'system', memberId: null },
      action: 'recipient.added',
      memberId: member.id,
      aliasId: id,
      domainId,
      requestId,
      changes: { by: [null, 'signed_email'] },
    })),
  );
  // Where mail goes is news: until now there was nobody to tell.
  const goesTo = new Map(missing.map(({ domainId }) => [domainId, address]));
  await stores.outbox.add(addressesReadyMail(member, missing, goesTo, domains, notices), now);
}
