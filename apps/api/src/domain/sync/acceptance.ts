/** What a roster that was read to its end is still refused for (R3). `total_size` never counts. */
export type RosterCondition = 'empty' | 'too_small';

export interface AcceptanceInput {
  /** People in it. */
  size: number;
  hasLiveAlias: boolean;
  /** The largest roster of this team that was accepted within 7 days; null: none was. */
  largest: number | null;
}

/** Fewer people missing than this never stop a run. */
const SLACK = 3;

export function conditionFailed({ size, hasLiveAlias, largest }: AcceptanceInput): RosterCondition | null {
  if (size === 0 && hasLiveAlias) return 'empty';
  if (largest !== null && size < largest / 2 && largest - size > SLACK) return 'too_small';
  return null;
}
