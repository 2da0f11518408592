import { maskAddress, type AdminMember, type AdminMemberDetail, type Alias } from '@ubuntu-aliases/shared';
import type { AliasRecord, ListedMember } from '@ubuntu-aliases/store';
import { effectiveRoles, type MemberInFull } from '../../../services/member-admin.ts';
import { presentAlias } from '../aliases/present-alias.ts';

/** Written out field by field: what leaves is decided here. */
export function presentListedMember(member: ListedMember): AdminMember {
  const { id, claimedIdentifier, launchpadName, displayName, email, roles, addresses } = member;
  return {
    id,
    claimedIdentifier,
    launchpadName,
    displayName,
    email: email && maskAddress(email),
    isBanned: member.bannedAt !== null,
    isCheckPending: member.checkPendingAt !== null,
    roles,
    addresses,
    addressCount: member.addressCount,
    openErrors: member.openErrors,
    createdAt: member.createdAt.toISOString(),
    lastSignedInAt: member.lastSignedInAt.toISOString(),
  };
}

function presentMasked(alias: AliasRecord, now: Date): Alias {
  const shown = presentAlias(alias, now);
  const recipients = shown.recipients.map((r) => ({ ...r, address: maskAddress(r.address) }));
  return { ...shown, recipients };
}

export function presentMemberDetail(member: MemberInFull, now: Date): AdminMemberDetail {
  const { listed, row, isListedAdmin, sessions, eligibility, aliases, history } = member;
  return {
    ...presentListedMember(listed),
    roles: effectiveRoles(listed.roles, isListedAdmin),
    locale: row.locale,
    ban: row.bannedAt && { at: row.bannedAt.toISOString(), reason: row.banReason ?? '' },
    isListedAdmin,
    sessions,
    eligibility,
    aliases: aliases.map((alias) => presentMasked(alias, now)),
    history: history.map(({ id, at, action, actorKind, actor, domain, changes }) => ({
      id,
      at: at.toISOString(),
      action,
      actorKind,
      actor,
      domain,
      changes,
    })),
  };
}
