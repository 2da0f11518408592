import type { Socket } from 'node:net';
import { parseMailbox } from '@ubuntu-aliases/shared';
import { refusalOf } from '../core/refusals.ts';
import type { Lookup } from '../core/lookup.ts';
import { isSrs, type Srs } from '../srs.ts';
import { isTemporary } from '../wire/reply.ts';
import { ConnectionLost, Wire } from '../wire/wire.ts';
import { netstring, readNetstring } from './netstring.ts';

export interface SocketmapParts {
  lookup: Lookup;
  srs: Srs;
  srsDomain: string | null;
  clock: () => Date;
  onFault: (error: unknown) => void;
  /** An unused connection is kept so long: Postfix keeps its own open. */
  idleMs: number;
}

const NOT_FOUND = 'NOTFOUND ';

/** Answers Postfix (socketmap_table(5)): `recipients` says which addresses there are, `srs` where a bounce belongs. */
export async function serveSocketmap(socket: Socket, parts: SocketmapParts): Promise<void> {
  socket.setNoDelay(true);
  const wire = new Wire(socket);
  let held = Buffer.alloc(0);
  try {
    for (;;) {
      const request = readNetstring(held);
      if (request) {
        held = Buffer.from(request.rest);
        await wire.write(netstring(await answer(request.text, parts)), Date.now() + parts.idleMs);
      } else {
        held = Buffer.concat([held, await wire.chunk(Date.now() + parts.idleMs)]);
      }
    }
  } catch (error) {
    if (!(error instanceof ConnectionLost)) parts.onFault(error);
    socket.destroy();
  }
}

async function answer(request: string, parts: SocketmapParts): Promise<string> {
  const space = request.indexOf(' ');
  const map = request.slice(0, space);
  const key = request.slice(space + 1);
  try {
    if (map === 'recipients') return await recipient(key, parts);
    if (map === 'srs') return await reversed(key, parts);
    return 'PERM there is no such map';
  } catch {
    return 'TEMP addresses cannot be looked up now';
  }
}

/** OK where our own door has the last word, NOTFOUND where there is nothing to say but no. */
async function recipient(key: string, parts: SocketmapParts): Promise<string> {
  const address = parseMailbox(key);
  if (!address) return NOT_FOUND;
  if (isSrs(address.localPart)) {
    return (await reversed(key, parts)) === NOT_FOUND ? NOT_FOUND : `OK ${key}`;
  }
  const target = await parts.lookup.find(address);
  const refusal = refusalOf(target);
  return target.outcome === 'found' && (refusal === null || isTemporary(refusal))
    ? `OK ${target.alias.address}`
    : NOT_FOUND;
}

async function reversed(key: string, { srs, srsDomain, lookup, clock }: SocketmapParts): Promise<string> {
  const address = parseMailbox(key);
  if (!address || !isSrs(address.localPart)) return NOT_FOUND;
  if (address.domain !== srsDomain) {
    const at = await lookup.find(address);
    if (at.outcome === 'unknown_domain') return NOT_FOUND;
  }
  const found = srs.reverse(address.localPart, clock());
  return found.ok ? `OK ${found.address}` : NOT_FOUND;
}
