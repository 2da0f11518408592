import { createHmac, randomBytes } from 'node:crypto';

const HOURS = 6;
const LIFE_MS = HOURS * 60 * 60 * 1000;
const MAX_ENTRIES = 200_000;

/**
 * Who has got a message that will come again, because another recipient was not ready or our answer was lost: it is not
 * delivered twice. Hashes under a key that only this process has ever known.
 */
export interface DeliveredMemory {
  has(target: string, digest: string): boolean;
  add(target: string, digest: string): void;
  /** The sender knows: should the same bytes come once more, they are another mail. */
  forget(target: string, digest: string): void;
}

export function createDeliveredMemory(clock: () => Date, max = MAX_ENTRIES): DeliveredMemory {
  const key = randomBytes(32);
  const until = new Map<string, number>();
  const nameOf = (target: string, digest: string) =>
    createHmac('sha256', key).update(`${digest} ${target}`).digest('base64url');

  return {
    has(target, digest) {
      const end = until.get(nameOf(target, digest));
      return end !== undefined && end > clock().getTime();
    },
    forget: (target, digest) => void until.delete(nameOf(target, digest)),
    add(target, digest) {
      const now = clock().getTime();
      // In the order in which they were added: the first are the oldest.
      for (const [name, end] of until) {
        if (end > now && until.size < max) break;
        until.delete(name);
      }
      until.set(nameOf(target, digest), now + LIFE_MS);
    },
  };
}
