import { readNotifications, type Role } from '@ubuntu-aliases/shared';
import type { AliasRow, DomainRow, MemberRow, NewMail } from '@ubuntu-aliases/store';
import { toStoredMail, type MailTemplate } from '../mailer/index.ts';

/** Where links in mails lead, and who is told about domains without contacts of their own. */
export interface NoticeConfig {
  publicUrl: string;
  adminContacts: readonly string[];
}

/** Mails that a person may have switched off; all others are about security, or were asked for. */
const SWITCHES: Partial<Record<MailTemplate['template'], 'addresses' | 'loss' | 'restored'>> = {
  'addresses-ready': 'addresses',
  'address-grace': 'loss',
  'address-suspended': 'loss',
  'address-restored': 'restored',
};

/** Whether a mail that is about to be decided may go to this person. */
export function wantsMail(
  member: Pick<MemberRow, 'notifications'>,
  template: MailTemplate['template'],
): boolean {
  const of = SWITCHES[template];
  return of === undefined || readNotifications(member.notifications)[of];
}

export function contactsOf(
  domain: Pick<DomainRow, 'adminContacts'> | null,
  config: NoticeConfig,
): readonly string[] {
  return domain && domain.adminContacts.length > 0 ? domain.adminContacts : config.adminContacts;
}

export function addressOf(
  alias: Pick<AliasRow, 'localPart' | 'domainId'>,
  domains: readonly DomainRow[],
): string {
  return `${alias.localPart}@${domains.find((d) => d.id === alias.domainId)?.name ?? ''}`;
}

/** One mail to the contributor for all addresses of one check; none when there is no mailbox to write to. */
export function addressesReadyMail(
  member: MemberRow,
  created: readonly AliasRow[],
  recipients: ReadonlyMap<string, string | null>,
  domains: readonly DomainRow[],
  { publicUrl }: NoticeConfig,
): NewMail[] {
  const addresses = created.flatMap((alias) => {
    const recipient = recipients.get(alias.domainId);
    return recipient ? [{ address: addressOf(alias, domains), recipient }] : [];
  });
  const to = addresses[0]?.recipient;
  if (!to || !wantsMail(member, 'addresses-ready')) return [];
  return [
    {
      memberId: member.id,
      toAddress: to,
      locale: member.locale,
      ...toStoredMail({
        template: 'addresses-ready',
        params: { addresses, dashboardUrl: `${publicUrl}/addresses` },
      }),
    },
  ];
}

/** To each mailbox that addresses of the service before forward to: they have an owner now, and go on forwarding there. */
export function addressesClaimedMails(
  member: MemberRow,
  claimed: readonly AliasRow[],
  recipients: readonly { aliasId: string; address: string }[],
  domains: readonly DomainRow[],
  { publicUrl }: NoticeConfig,
): NewMail[] {
  const mailboxes = Map.groupBy(recipients, ({ address }) => address);
  return [...mailboxes].flatMap(([recipient, rows]) => {
    const addresses = claimed
      .filter((alias) => rows.some((row) => row.aliasId === alias.id))
      .map((alias) => ({ address: addressOf(alias, domains), recipient }));
    const params = { addresses, dashboardUrl: `${publicUrl}/addresses` };
    return {
      memberId: member.id,
      toAddress: recipient,
      locale: member.locale,
      ...toStoredMail({ template: 'addresses-ready', params }),
    };
  });
}

/** To the mailbox that an unclaimed address forwards to: whoever reads it decides whose the address becomes. */
export function claimLinkMail(
  member: MemberRow,
  claim: { id: string; token: string; address: string; recipient: string },
  { publicUrl }: NoticeConfig,
): NewMail {
  return {
    memberId: member.id,
    toAddress: claim.recipient,
    locale: member.locale,
    ...toStoredMail({
      template: 'claim-address',
      // In the fragment, which no server and no log gets to see.
      params: { address: claim.address, claimUrl: `${publicUrl}/claim/${claim.id}#${claim.token}` },
    }),
  };
}

/** To the contacts of each domain that wants to hear of every new address at once. */
export function addressCreatedMails(
  created: readonly AliasRow[],
  domains: readonly DomainRow[],
  config: NoticeConfig,
): NewMail[] {
  return domains.flatMap((domain) => {
    const addresses = created
      .filter((a) => a.domainId === domain.id)
      .map((a) => ({ address: addressOf(a, domains) }));
    if (addresses.length === 0 || domain.newAddressNotice !== 'at_once') return [];
    return contactsOf(domain, config).map((toAddress) => newAddressesMail(toAddress, domain.name, addresses));
  });
}

export function newAddressesMail(
  toAddress: string,
  domain: string,
  addresses: { address: string }[],
  count?: number,
): NewMail {
  return {
    memberId: null,
    toAddress,
    // Contacts are addresses, not people whose language is known.
    locale: 'en',
    ...toStoredMail({
      template: 'address-created',
      params: { domain, addresses, ...(count !== undefined && { count }) },
    }),
  };
}

/** One mail to an admin contact for everything on the error log that they are to be told of. */
export function problemsMail(
  toAddress: string,
  items: Extract<MailTemplate, { template: 'problems' }>['params']['items'],
  { publicUrl }: NoticeConfig,
): NewMail {
  return {
    memberId: null,
    toAddress,
    locale: 'en',
    ...toStoredMail({ template: 'problems', params: { items, errorsUrl: `${publicUrl}/admin/errors` } }),
  };
}

export function restoredMails(
  member: MemberRow,
  restored: readonly AliasRow[],
  domains: readonly DomainRow[],
  { publicUrl }: NoticeConfig,
): NewMail[] {
  if (member.email === null || !wantsMail(member, 'address-restored')) return [];
  const toAddress = member.email;
  return restored.map((alias) => ({
    memberId: member.id,
    toAddress,
    locale: member.locale,
    ...toStoredMail({
      template: 'address-restored',
      params: { address: addressOf(alias, domains), dashboardUrl: `${publicUrl}/addresses` },
    }),
  }));
}

export interface RolesChanged {
  member: Pick<MemberRow, 'id' | 'claimedIdentifier' | 'launchpadName'>;
  before: Role[];
  after: Role[];
  /** Launchpad name of the admin who did it. */
  by: string | null;
}

/** To the other admins, and to the contacts of the installation: a role that nobody meant to give is noticed. */
export function rolesChangedMails(
  { member, before, after, by }: RolesChanged,
  admins: readonly Pick<MemberRow, 'id' | 'email' | 'locale'>[],
  { publicUrl, adminContacts }: NoticeConfig,
): NewMail[] {
  const stored = toStoredMail({
    template: 'roles-changed',
    params: {
      who: member.launchpadName === null ? member.claimedIdentifier : `~${member.launchpadName}`,
      by: by === null ? null : `~${by}`,
      before,
      after,
      memberUrl: `${publicUrl}/admin/members/${member.id}`,
    },
  });
  const known = admins.flatMap(({ id, email, locale }) =>
    email === null ? [] : [{ memberId: id, toAddress: email, locale }],
  );
  const isKnown = (contact: string) => known.some((k) => k.toAddress.toLowerCase() === contact.toLowerCase());
  const contacts = adminContacts.filter((contact) => !isKnown(contact));
  return [
    ...known,
    ...contacts.map((toAddress) => ({ memberId: null, toAddress, locale: 'en' as const })),
  ].map((to) => ({ ...to, ...stored }));
}

/** To the owner, with the reason that the admin gave. */
export const heldMails = (
  owner: MemberRow,
  address: string,
  reason: string,
  config: NoticeConfig,
): NewMail[] =>
  ownerMails(owner, {
    template: 'address-held',
    params: { address, reason, dashboardUrl: `${config.publicUrl}/addresses` },
  });

export const unheldMails = (owner: MemberRow, address: string, { publicUrl }: NoticeConfig): NewMail[] =>
  ownerMails(owner, {
    template: 'address-unheld',
    params: { address, dashboardUrl: `${publicUrl}/addresses` },
  });

function ownerMails({ id, email, locale }: MemberRow, mail: MailTemplate): NewMail[] {
  return email === null ? [] : [{ memberId: id, toAddress: email, locale, ...toStoredMail(mail) }];
}

/** Once for a run, or for a day: what was taken away at a domain, and nobody else (R8). */
export function addressesRemovedMail(
  toAddress: string,
  removed: { domain: string; graced: string[]; suspended: string[] },
  { publicUrl }: NoticeConfig,
): NewMail {
  return {
    memberId: null,
    toAddress,
    locale: 'en',
    ...toStoredMail({
      template: 'addresses-removed',
      params: { ...removed, runsUrl: `${publicUrl}/admin/sync` },
    }),
  };
}
