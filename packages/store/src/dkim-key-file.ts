import { createPublicKey, generateKeyPair } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Private halves of the keys in `dkim_keys`: files, and nowhere else. */

export interface SigningKey {
  domainName: string;
  keySelector: string;
  privateKey: string;
}

interface KeyName {
  domain: string;
  selector: string;
}

/** The part of a row that its file is checked against. */
export interface KeyRow extends KeyName {
  publicKey: string;
}

const top = path.resolve(import.meta.dirname, '../../..');

/** Relative folders are the repository's, as everywhere. */
const fileOf = (dataDir: string, { domain, selector }: KeyName) =>
  path.join(path.resolve(top, dataDir), 'dkim', domain, `${selector}.pem`);

/** RSA, since not everybody verifies Ed25519 yet; the file is whole or not there, and only its owner reads it. */
export async function makeDkimKey(dataDir: string, key: KeyName): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const file = fileOf(dataDir, key);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  await writeFile(part, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'w' });
  await chmod(part, 0o600);
  await rename(part, file);
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
}

export const removeDkimKey = (dataDir: string, key: KeyName) => rm(fileOf(dataDir, key), { force: true });

/** Null when it is not there, when others can read it, or when it is another key's. */
export async function readDkimKey(dataDir: string, key: KeyRow): Promise<SigningKey | null> {
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
