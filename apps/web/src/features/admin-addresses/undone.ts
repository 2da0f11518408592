import type { BulkHoldResult } from '@ubuntu-aliases/shared';

type Item = BulkHoldResult['items'][number];

/** One of several for which nothing was changed. */
export type Undone = Item & { outcome: Exclude<Item['outcome'], 'done'> };

export const isUndone = (item: Item): item is Undone => item.outcome !== 'done';
