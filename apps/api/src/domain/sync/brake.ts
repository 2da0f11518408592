import type { DomainSettings } from '@ubuntu-aliases/shared';

/** How many losses a domain may have within 24 hours before somebody has to look (R4). */
export function brakeLimit({ floor, percent }: DomainSettings['brake'], liveAliases: number): number {
  return Math.max(floor, (liveAliases * percent) / 100);
}

export interface BrakeInput {
  /** Losses of the last 24 hours, by runs and trickle together. */
  recent: number;
  /** Losses of a plan that waits for an approval already. */
  waiting: number;
  planned: number;
  limit: number;
}

export function needsApproval({ recent, waiting, planned, limit }: BrakeInput): boolean {
  return planned > 0 && recent + waiting + planned > limit;
}
