import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { RosterNames } from '../../domain/sync/roster.ts';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);
/** In pieces of the size of a whole roster. */
const CHUNK_BYTES = 1024 * 1024;

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

export async function packRoster(names: RosterNames): Promise<PackedRoster> {
  const text = toText(names);
  const digest = createHash('sha256').update(text).digest('hex');
  const content = new Uint8Array(await pack(Buffer.from(text), { level: 1 }));
  return { digest, size: names.size, content };
}

export async function unpackRoster(content: Uint8Array): Promise<RosterNames> {
  const names = new Map<string, number>();
  for (const [name, flags] of await readLines(content)) names.set(name, flags);
  return names;
}

/** Whether it says of the same people the same; nothing is sorted or built for that. */
export async function isSameRoster(names: RosterNames, content: Uint8Array): Promise<boolean> {
  let count = 0;
  for (const [name, flags] of await readLines(content)) {
    if (names.get(name) !== flags) return false;
    count += 1;
  }
  return count === names.size;
}

async function readLines(content: Uint8Array): Promise<Iterable<[name: string, flags: number]>> {
  const text = (await unpack(content, { chunkSize: CHUNK_BYTES })).toString();
  return (function* () {
    for (let from = 0, to = 0; from < text.length; from = to + 1) {
      to = text.indexOf('\n', from);
      if (to < 0) to = text.length;
      const space = text.lastIndexOf(' ', to);
      if (space > from) yield [text.slice(from, space), Number(text.slice(space + 1, to))];
    }
  })();
}
