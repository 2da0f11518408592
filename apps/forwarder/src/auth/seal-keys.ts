import { readDkimKey, type KeyRow, type SigningKey } from '@ubuntu-aliases/store/mail';

/** A new key is used, and a missing one noticed, within this time. */
const FRESH_MS = 30_000;

export interface SealKeysOptions {
  /** The row of the key that signs for a domain. */
  findActive: (domain: string) => Promise<KeyRow | null>;
  dataDir: string;
  clock: () => Date;
  /** Told of a row whose file cannot be used. */
  onUnusable: (key: KeyRow) => void;
}

export type SealKeys = (domain: string) => Promise<SigningKey | null>;

/** The key that a domain seals with, as it signs its own mails. Null: mail goes on without a seal. Never throws. */
export function createSealKeys({ findActive, dataDir, clock, onUnusable }: SealKeysOptions): SealKeys {
  const known = new Map<string, { key: SigningKey | null; until: number }>();
  return async (domain) => {
    const now = clock().getTime();
    const found = known.get(domain);
    if (found && found.until > now) return found.key;
    try {
      const row = await findActive(domain);
      const key = row && (await readDkimKey(dataDir, row));
      if (row && !key) onUnusable(row);
      known.set(domain, { key, until: now + FRESH_MS });
      return key;
    } catch {
      // The database is away: the key that we have is as good as before.
      return found?.key ?? null;
    }
  };
}
