import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Hash of files and folders (by content and place), for "is what was made from them still right?". */
export async function hashOf(paths: string[], ...extra: string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(extra));
  for (const file of (await Promise.all(paths.map(filesUnder))).flat().sort()) {
    hash
      .update(file)
      .update('\0')
      .update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesUnder(place: string): Promise<string[]> {
  try {
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'));
    return files.map((entry) => path.join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [place];
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

export const readStamp = (file: string) => readFile(file, 'utf8').catch(() => null);
export const writeStamp = (file: string, stamp: string) => writeFile(file, stamp);
