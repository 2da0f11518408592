import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { RosterNames } from '../../domain/sync/roster.ts';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

export interface PackedRoster {
  digest: string;
  size: number;
  content: Uint8Array<ArrayBuffer>;
}

/** One line for each name, sorted, so that the same people give the same digest. */
function toText(names: RosterNames): string {
  return [...names]
    .map(([name, flags]) => `${name} ${flags}`)
    .sort()
    .join('\n');
}

export function digestOf(names: RosterNames): { digest: string; text: string } {
  const text = toText(names);
  return { digest: createHash('sha256').update(text).digest('hex'), text };
}

export async function packRoster(names: RosterNames): Promise<PackedRoster> {
  const { digest, text } = digestOf(names);
  const content = new Uint8Array(await pack(Buffer.from(text), { level: 1 }));
  return { digest, size: names.size, content };
}

export async function unpackRoster(content: Uint8Array): Promise<RosterNames> {
  const text = (await unpack(content)).toString();
  const names = new Map<string, number>();
  for (const line of text.split('\n')) {
    const space = line.lastIndexOf(' ');
    if (space > 0) names.set(line.slice(0, space), Number(line.slice(space + 1)));
  }
  return names;
}
