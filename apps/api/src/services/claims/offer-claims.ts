import type { DomainRow, MemberRow, NewMail, Stores } from '@ubuntu-aliases/store';
import { claimLinkMail, type NoticeConfig } from '../notices.ts';
import { createLinkToken, hashLinkToken } from './link-token.ts';

const HOUR = 3_600_000;
/** How long a link can be used (milliseconds). */
export const CLAIM_LIFETIME = 24 * HOUR;
/** Links to one mailbox within a day, whoever asks: it is not theirs to fill. */
const LINKS_A_DAY = 3;

/**
 * Mails a link for each unclaimed address of this name to the mailbox that it forwards to. Not again within the hour, nor
 * more than three times a day: the caller holds the member's row, so two checks at once send one.
 */
export async function offerClaims(
  member: MemberRow,
  offers: readonly { aliasId: string; domainId: string; localPart: string }[],
  domains: readonly DomainRow[],
  { stores, notices, now }: { stores: Stores; notices: NoticeConfig; now: Date },
): Promise<NewMail[]> {
  const recipients = await stores.aliases.listRecipientsOf(offers.map(({ aliasId }) => aliasId));
  const mails: NewMail[] = [];
  for (const { aliasId, domainId, localPart } of offers) {
    const mailed = await stores.claims.listMailed(aliasId, new Date(now.getTime() - CLAIM_LIFETIME));
    const last = mailed.find((link) => link.memberId === member.id);
    if (mailed.length >= LINKS_A_DAY || (last && now.getTime() - last.createdAt.getTime() < HOUR)) continue;
    const mailbox = recipients.find((r) => r.aliasId === aliasId)?.address;
    if (!mailbox) continue;
    const token = createLinkToken();
    const id = await stores.claims.add({
      aliasId,
      memberId: member.id,
      tokenHash: hashLinkToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + CLAIM_LIFETIME),
    });
    const address = `${localPart}@${domains.find((d) => d.id === domainId)?.name ?? ''}`;
    mails.push(claimLinkMail(member, { id, token, address, recipient: mailbox }, notices));
  }
  return mails;
}
