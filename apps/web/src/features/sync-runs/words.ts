import type { SyncRunState } from '@ubuntu-aliases/shared';
import type { Tone } from '../../components/StatusChip.tsx';

export const STATES: readonly SyncRunState[] = [
  'queued',
  'reading',
  'planned',
  'applying',
  'applied',
  'needs_approval',
  'rejected',
  'superseded',
  'stopped',
  'failed',
];

export const TONES: Record<SyncRunState, Tone> = {
  queued: 'neutral',
  reading: 'information',
  planned: 'information',
  applying: 'information',
  applied: 'positive',
  needs_approval: 'caution',
  rejected: 'neutral',
  superseded: 'neutral',
  stopped: 'negative',
  failed: 'negative',
};

/** Still on its way: worth looking again. */
export const isUnderWay = (state: SyncRunState) => ['queued', 'reading', 'applying'].includes(state);

/** Why a run stopped, as far as there are words for it; anything else is shown as its code. */
export const DETAILS = [
  'empty',
  'too_small',
  'shape',
  'foreign_link',
  'page_twice',
  'person_twice',
  'too_many_pages',
  'too_many_entries',
  'team_not_found',
  'domain_retired',
  'team_changed',
  'asked_to_wait',
  'timeout',
] as const;
export type Detail = (typeof DETAILS)[number];
export const isKnownDetail = (detail: string): detail is Detail =>
  (DETAILS as readonly string[]).includes(detail);

/** Why something happens to an address. */
export const REASONS = [
  'left_team',
  'not_valid',
  'coc_unsigned',
  'banned',
  'renamed',
  'provisioned',
  'granted',
  'imported',
] as const;
export type Reason = (typeof REASONS)[number];
export const isKnownReason = (reason: string): reason is Reason =>
  (REASONS as readonly string[]).includes(reason);
