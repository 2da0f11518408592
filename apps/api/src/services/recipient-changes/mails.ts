import { linkPath, maskAddress, RECIPIENT_CHANGE_PAGES } from '@ubuntu-aliases/shared';
import type { MemberRow, NewMail, RecipientChangeRow } from '@ubuntu-aliases/store';
import { toStoredMail } from '../../mailer/index.ts';
import { sealParams, type Proofs } from '../proofs.ts';

interface About {
  member: Pick<MemberRow, 'id' | 'locale'>;
  /** The alias's address. */
  alias: string;
  change: Pick<RecipientChangeRow, 'id' | 'address' | 'kind'>;
  publicUrl: string;
  proofs: Proofs;
}

const mailTo = ({ member }: About, toAddress: string) => ({
  memberId: member.id,
  toAddress,
  locale: member.locale,
});

/** To the new mailbox: link and code, sealed until the mail leaves. */
export function confirmMail(about: About, secret: { token: string; code: string }): NewMail {
  const { change, alias, publicUrl, proofs } = about;
  const confirmUrl = publicUrl + linkPath(RECIPIENT_CHANGE_PAGES.confirm, change.id, secret.token);
  const mail = toStoredMail({
    template: 'recipient-confirm',
    params: { alias, code: secret.code, confirmUrl },
  });
  return { ...mailTo(about, change.address), ...sealParams(mail, ['code', 'confirmUrl'], proofs) };
}

/** To each mailbox that was there before. */
export function noticeMails(about: About, token: string, to: readonly string[]): NewMail[] {
  const { change, alias, publicUrl, proofs } = about;
  const cancelUrl = publicUrl + linkPath(RECIPIENT_CHANGE_PAGES.cancel, change.id, token);
  const address = maskAddress(change.address);
  const mail =
    change.kind === 'remove'
      ? toStoredMail({ template: 'recipient-removed', params: { alias, address, cancelUrl } })
      : toStoredMail({
          template: 'recipient-asked',
          params: { alias, kind: change.kind, address, cancelUrl },
        });
  return to.map((toAddress) => ({
    ...mailTo(about, toAddress),
    ...sealParams(mail, ['cancelUrl'], proofs),
  }));
}

export function changedMail(about: About): NewMail {
  const dashboardUrl = `${about.publicUrl}/addresses`;
  return {
    ...mailTo(about, about.change.address),
    ...toStoredMail({ template: 'recipient-changed', params: { alias: about.alias, dashboardUrl } }),
  };
}
