import type { Logger } from 'pino';
import {
  createStores,
  readDkimKey,
  type Database,
  type DkimKeyRow,
  type SigningKey,
} from '@ubuntu-aliases/store';
import type { DkimRecord } from '../domain/domain-records.ts';
import type { MailSender } from '../mailer/index.ts';

/** A new key is used, and a missing one noticed, within this time. */
const FRESH_MS = 30_000;

export const recordOf = ({ domain, selector, publicKey }: DkimKeyRow): DkimRecord => ({
  name: `${selector}._domainkey.${domain}`,
  value: `v=DKIM1; k=rsa; p=${publicKey}`,
});

/** Of the key that signs, or of the first one, which waits for its record; null: there is none. */
export async function findDkimRecord(database: Database, domain: string): Promise<DkimRecord | null> {
  const { dkimKeys } = createStores(database.client);
  const key = (await dkimKeys.find(domain, 'active')) ?? (await dkimKeys.find(domain, 'waiting'));
  return key && recordOf(key);
}

/** The key of the domain that our mails are from. A mail never waits for it: without one it leaves unsigned. */
export function createSignerFinder(deps: {
  database: Database;
  dataDir: string;
  sender: Pick<MailSender, 'address'>;
  log: Logger;
}): () => Promise<SigningKey | null> {
  const { database, dataDir, sender, log } = deps;
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1).toLowerCase();
  let known: { signer: SigningKey | null; until: number } | null = null;
  return async () => {
    if (known && known.until > Date.now()) return known.signer;
    const key = await createStores(database.client).dkimKeys.find(domain, 'active');
    const signer = key && (await readDkimKey(dataDir, key));
    if (key && !signer)
      log.warn({ domain, selector: key.selector }, 'the DKIM key cannot be used: mails leave unsigned');
    known = { signer, until: Date.now() + FRESH_MS };
    return signer;
  };
}
