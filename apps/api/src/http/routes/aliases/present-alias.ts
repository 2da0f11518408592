import type { Alias } from '@ubuntu-aliases/shared';
import { aliasState, type AliasRecord } from '@ubuntu-aliases/store';

export function presentAlias(alias: AliasRecord, now: Date): Alias {
  const { state, reason } = aliasState(alias, now);
  return {
    id: alias.id,
    address: `${alias.localPart}@${alias.domain}`,
    localPart: alias.localPart,
    domain: alias.domain,
    state,
    reason,
    graceUntil: alias.graceUntil?.toISOString() ?? null,
    createdAt: alias.createdAt.toISOString(),
    recipients: alias.recipients.map(({ id, address, state }) => ({ id, address, state })),
  };
}
