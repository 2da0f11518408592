import { maskAddress, type AdminAlias } from '@ubuntu-aliases/shared';
import { aliasState, type AdminAliasRecord } from '@ubuntu-aliases/store';

const timeOf = (at: Date | null) => at?.toISOString() ?? null;

export function presentAdminAlias(alias: AdminAliasRecord, now: Date): AdminAlias {
  const { state, reason } = aliasState(alias, now);
  const { id, localPart, domain, origin, member, isWithoutRecipient, holdReason } = alias;
  return {
    id,
    address: `${localPart}@${domain}`,
    localPart,
    domain,
    state,
    reason: state === 'grace' ? alias.entitlementReason : reason,
    graceUntil: timeOf(alias.graceUntil),
    pausedUntil: timeOf(alias.pausedUntil),
    suspendedAt: timeOf(alias.suspendedAt),
    heldAt: timeOf(alias.heldAt),
    holdReason,
    releasedAt: timeOf(alias.releasedAt),
    createdAt: alias.createdAt.toISOString(),
    origin,
    member,
    isUnclaimed: alias.unclaimedAt !== null,
    isWithoutRecipient,
    recipients: alias.recipients.map(({ id, address, state }) => ({
      id,
      address: maskAddress(address),
      state,
    })),
  };
}
