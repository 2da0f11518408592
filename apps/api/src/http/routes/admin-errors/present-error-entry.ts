import {
  APP_ERROR_CODES,
  maskAddress,
  type AppErrorCode,
  type ErrorEntry,
  type ErrorEntryDetail,
} from '@ubuntu-aliases/shared';
import type { ErrorRecord } from '@ubuntu-aliases/store';
import { retryOf } from '../../../services/error-log.ts';
import { PROBLEMS } from '../../problems.ts';

function isKnown(code: string): code is AppErrorCode {
  return (APP_ERROR_CODES as readonly string[]).includes(code);
}

export function presentErrorEntry(row: ErrorRecord): ErrorEntry {
  const { id, code, severity, state, count, domain, member } = row;
  return {
    id,
    code,
    severity,
    state,
    count,
    domain: domain?.name ?? null,
    member: member && {
      claimedIdentifier: member.claimedIdentifier,
      launchpadName: member.launchpadName,
      email: member.email && maskAddress(member.email),
    },
    message: isKnown(code) ? PROBLEMS[code].detail : code,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}

export function presentErrorEntryDetail(
  row: ErrorRecord & { occurrences: { at: Date; requestId: string | null }[] },
): ErrorEntryDetail {
  return {
    ...presentErrorEntry(row),
    displayName: row.member?.displayName ?? null,
    note: row.note,
    details: row.details as Record<string, unknown>,
    stack: row.stack,
    requestId: row.requestId,
    memberId: row.memberId,
    retry: retryOf(row),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    occurrences: row.occurrences.map(({ at, requestId }) => ({ at: at.toISOString(), requestId })),
  };
}
