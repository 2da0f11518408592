import { createHmac, randomBytes } from 'node:crypto';

const HOUR_MS = 60 * 60 * 1000;
const MAX_KEYS = 50_000;

/** So many an hour for each key, in memory. Keys are kept as hashes only. */
export interface HourlyLimit {
  /** True while the key has not used up its number. */
  isFree(key: string): boolean;
  count(key: string): void;
}

export function createHourlyLimit(limit: number, clock: () => Date): HourlyLimit {
  const secret = randomBytes(32);
  const windows = new Map<string, { endsAt: number; used: number }>();
  const nameOf = (key: string) => createHmac('sha256', secret).update(key).digest('base64url');

  function current(key: string) {
    const found = windows.get(nameOf(key));
    return found && found.endsAt > clock().getTime() ? found : null;
  }
  return {
    isFree: (key) => (current(key)?.used ?? 0) < limit,
    count(key) {
      const found = current(key);
      if (found) {
        found.used += 1;
        return;
      }
      const oldest = windows.keys().next();
      if (windows.size >= MAX_KEYS && !oldest.done) windows.delete(oldest.value);
      windows.delete(nameOf(key));
      windows.set(nameOf(key), { endsAt: clock().getTime() + HOUR_MS, used: 1 });
    },
  };
}
