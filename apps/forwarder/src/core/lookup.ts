import type { MailAddress, MailTarget } from '@ubuntu-aliases/store/mail';
import { refusalOf } from './refusals.ts';

/** How long an answer is used without asking again. */
const FRESH_MS = 5_000;
/** How long an address that took mail goes on taking it while the database cannot be asked. */
const STALE_MS = 15 * 60_000;
const MAX_ENTRIES = 20_000;
const MAX_BATCH = 200;

export interface LookupOptions {
  resolveMany: (addresses: MailAddress[], now: Date) => Promise<MailTarget[]>;
  clock: () => Date;
  freshMs?: number;
  /** Questions to the database at once; what comes meanwhile shares the next one. */
  parallel?: number;
}

export interface Lookup {
  /** Throws when the store cannot be asked and nothing usable is remembered. */
  find(address: MailAddress): Promise<MailTarget>;
}

interface Waiting {
  address: MailAddress;
  done: PromiseWithResolvers<MailTarget>;
}

/**
 * The alias store, asked for many addresses in one statement. Answers are kept for seconds; with the database down, an
 * address that was found goes on for a while, and a refusal is never given from memory.
 */
export function createLookup({
  resolveMany,
  clock,
  freshMs = FRESH_MS,
  parallel = 4,
}: LookupOptions): Lookup {
  const known = new Map<string, { target: MailTarget; at: number }>();
  const waiting: Waiting[] = [];
  let running = 0;

  async function run(): Promise<void> {
    running += 1;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        const targets = await resolveMany(
          batch.map(({ address }) => address),
          clock(),
        );
        batch.forEach(({ done }, n) => {
          const target = targets[n];
          if (target) done.resolve(target);
          else done.reject(new Error('fewer answers than questions'));
        });
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    running -= 1;
  }

  function ask(address: MailAddress): Promise<MailTarget> {
    const done = Promise.withResolvers<MailTarget>();
    waiting.push({ address, done });
    // After this round of input, so that what came together is asked together.
    if (waiting.length === 1 && running < parallel) setImmediate(() => void run());
    return done.promise;
  }

  function remember(key: string, target: MailTarget): void {
    known.delete(key);
    const oldest = known.keys().next();
    if (known.size >= MAX_ENTRIES && !oldest.done) known.delete(oldest.value);
    known.set(key, { target, at: clock().getTime() });
  }

  return {
    async find(address) {
      const key = `${address.localPart.toLowerCase()}@${address.domain}`;
      const remembered = known.get(key);
      const age = remembered ? clock().getTime() - remembered.at : Infinity;
      if (remembered && age < freshMs) return remembered.target;
      try {
        const target = await ask(address);
        if (freshMs > 0) remember(key, target);
        return target;
      } catch (error) {
        if (remembered && refusalOf(remembered.target) === null && age < STALE_MS) return remembered.target;
        throw error;
      }
    },
  };
}
