import { createPublicKey, generateKeyPair } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import { createStores, type Database, type DkimKeyRow } from '@ubuntu-aliases/store';
import type { DkimRecord } from '../domain/domain-records.ts';
import type { MailSender } from '../mailer/index.ts';

/** What the transport signs with. */
export interface DkimSigner {
  domainName: string;
  keySelector: string;
  privateKey: string;
}

const top = path.resolve(import.meta.dirname, '../../../..');
/** A new key is used, and a missing one noticed, within this time. */
const FRESH_MS = 30_000;

/** Relative folders are the repository's, as everywhere. */
const fileOf = (dataDir: string, { domain, selector }: Pick<DkimKeyRow, 'domain' | 'selector'>) =>
  path.join(path.resolve(top, dataDir), 'dkim', domain, `${selector}.pem`);

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

/** RSA, since not everybody verifies Ed25519 yet; the file is whole or not there, and only its owner reads it. */
export async function makeDkimKey(
  dataDir: string,
  key: { domain: string; selector: string },
): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const file = fileOf(dataDir, key);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  await writeFile(part, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'w' });
  await chmod(part, 0o600);
  await rename(part, file);
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
}

export const removeDkimKey = (dataDir: string, key: { domain: string; selector: string }) =>
  rm(fileOf(dataDir, key), { force: true });

/** Null when it is not there, when others can read it, or when it is another key's. */
export async function readDkimKey(dataDir: string, key: DkimKeyRow): Promise<DkimSigner | null> {
  const file = fileOf(dataDir, key);
  try {
    if (((await stat(file)).mode & 0o077) !== 0) return null;
    const privateKey = await readFile(file, 'utf8');
    const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
    if (publicKey !== key.publicKey) return null;
    return { domainName: key.domain, keySelector: key.selector, privateKey };
  } catch {
    return null;
  }
}

/** The key of the domain that our mails are from. A mail never waits for it: without one it leaves unsigned. */
export function createSignerFinder(deps: {
  database: Database;
  dataDir: string;
  sender: Pick<MailSender, 'address'>;
  log: Logger;
}): () => Promise<DkimSigner | null> {
  const { database, dataDir, sender, log } = deps;
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1).toLowerCase();
  let known: { signer: DkimSigner | null; until: number } | null = null;
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
