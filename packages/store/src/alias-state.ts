import type { AliasState, SuspendedReason } from '@ubuntu-aliases/shared';
import type { Alias as AliasRow } from './generated/client.ts';

export type AliasFacts = Pick<
  AliasRow,
  'entitlement' | 'entitlementReason' | 'heldAt' | 'pausedAt' | 'pausedUntil' | 'releasedAt'
>;

/**
 * The one state that is shown for what four actors decided apart:
 * released > suspended (by an admin's hold or for want of entitlement) > paused > grace > active.
 */
export function aliasState(
  alias: AliasFacts,
  now: Date,
): { state: AliasState; reason: SuspendedReason | null } {
  if (alias.releasedAt) return { state: 'released', reason: null };
  if (alias.heldAt) return { state: 'suspended', reason: 'held' };
  if (alias.entitlement === 'suspended') return { state: 'suspended', reason: alias.entitlementReason };
  if (isPaused(alias, now)) return { state: 'paused', reason: null };
  // A grace whose end has passed still carries mail: only an accepted roster and a fresh look-up end it.
  if (alias.entitlement === 'grace') return { state: 'grace', reason: null };
  return { state: 'active', reason: null };
}

/** Whether its owner's pause stands, also while another state is shown before it. */
export function isPaused(
  { pausedAt, pausedUntil }: Pick<AliasFacts, 'pausedAt' | 'pausedUntil'>,
  now: Date,
): boolean {
  return pausedAt !== null && !(pausedUntil && pausedUntil <= now);
}
