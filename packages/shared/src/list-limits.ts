/** How far `total` is counted: beyond it a list says "1,000 or more". */
export const TOTAL_MAX = 1_000;

/** Most addresses that one request holds or lets go. */
export const BULK_MAX = 100;

/** With `-` downwards. */
export const ALIAS_SORTS = [
  'address',
  '-address',
  'created',
  '-created',
  'graceUntil',
  '-graceUntil',
] as const;
