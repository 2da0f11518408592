import { readDomainSettings, type Alias } from '@ubuntu-aliases/shared';
import { aliasState, isPaused, type AliasRecord } from '@ubuntu-aliases/store';

export function presentAlias(alias: AliasRecord, now: Date): Alias {
  const { state, reason } = aliasState(alias, now);
  const pause = isPaused(alias, now) ? alias : null;
  const change = alias.pendingChange;
  const pending = change && new Date(change.expiresAt) > now ? [change] : [];
  return {
    id: alias.id,
    address: `${alias.localPart}@${alias.domain}`,
    localPart: alias.localPart,
    domain: alias.domain,
    state,
    reason,
    graceUntil: alias.graceUntil?.toISOString() ?? null,
    pauseReply: pause?.pauseReply ?? null,
    pausedUntil: pause?.pausedUntil?.toISOString() ?? null,
    createdAt: alias.createdAt.toISOString(),
    recipients: [
      ...alias.recipients.map(({ id, address, state, failingSince, failure, failingHost }) => ({
        id,
        address,
        state,
        failingSince: failingSince === null ? null : new Date(failingSince).toISOString(),
        failure,
        failingHost,
      })),
      // Under the id of the change: nothing goes there yet.
      ...pending.map(({ id, address }) => ({
        id,
        address,
        state: 'pending' as const,
        failingSince: null,
        failure: null,
        failingHost: null,
      })),
    ],
    maxRecipients: readDomainSettings(alias.domainSettings).maxRecipients,
  };
}
