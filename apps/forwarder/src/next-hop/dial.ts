import net, { type Socket } from 'node:net';
import { REPLIES } from '../core/refusals.ts';
import { ConnectionLost } from '../wire/wire.ts';
import { encrypt, HopConnection } from './hop-connection.ts';
import { HopFailed, replyForFault } from './hop-error.ts';
import { passOn } from './hop-reply.ts';
import type { HopHost, Route, TlsDemand } from './route.ts';

export interface DialOptions {
  /** Our name in EHLO. */
  name: string;
  /** For one address. */
  connectMs: number;
  /** For everything until it is ready to take mail. */
  openMs: number;
}

const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** A connection that has said EHLO, by the first host of the route that will have us. Throws HopFailed. */
export async function dial(route: Route, options: DialOptions): Promise<HopConnection> {
  const deadline = Date.now() + options.openMs;
  let failure = new HopFailed(REPLIES.unreachable);
  for (const host of await route.hosts()) {
    if (Date.now() >= deadline) break;
    try {
      return await open(host, route, options, deadline);
    } catch (error) {
      failure = error instanceof ConnectionLost ? new HopFailed(replyForFault(error)) : asHopFailed(error);
    }
  }
  throw failure;
}

const asHopFailed = (error: unknown) =>
  error instanceof HopFailed ? error : new HopFailed(REPLIES.unreachable);

async function open(host: HopHost, route: Route, options: DialOptions, deadline: number) {
  const demand = demandOf(host, route);
  try {
    return await greet(host, route, options, deadline, demand);
  } catch (error) {
    if (!(error instanceof TlsFailed)) throw error;
    if (demand !== 'opportunistic') throw new HopFailed(REPLIES.insecure);
    // A server that offers TLS and cannot do it still gets its mail.
    return greet(host, route, options, deadline, null);
  }
}

/** What stays on this machine needs no proof. */
function demandOf(host: HopHost, { tls }: Route): TlsDemand {
  if (host.demand) return host.demand;
  return tls === 'opportunistic' || LOOPBACK.test(host.host) ? 'opportunistic' : 'verified';
}

class TlsFailed extends Error {}

/** `demand` null: no TLS at all. */
async function greet(
  host: HopHost,
  route: Route,
  options: DialOptions,
  deadline: number,
  demand: TlsDemand | null,
) {
  let socket = await connect(host, Math.min(deadline, Date.now() + options.connectMs));
  if (route.tls === 'implicit') socket = await encrypt(socket, host.host, 'verified', deadline);
  const connection = new HopConnection(socket, host.host);
  try {
    const greeting = await connection.answer(deadline);
    if (greeting.code >= 400) throw new HopFailed(passOn(greeting, connection.host));
    await hello(connection, options.name, deadline);
    if (demand && route.tls !== 'implicit') await upgrade(connection, host, demand, options.name, deadline);
    if (route.credentials) await signIn(connection, host, route, deadline);
    return connection;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

async function hello(connection: HopConnection, name: string, deadline: number): Promise<void> {
  const answer = await connection.hello(name, deadline);
  if (answer.code >= 400) throw new HopFailed(passOn(answer, connection.host));
}

async function upgrade(
  connection: HopConnection,
  host: HopHost,
  demand: TlsDemand,
  name: string,
  deadline: number,
): Promise<void> {
  if (!connection.has('STARTTLS')) {
    if (demand !== 'opportunistic') throw new HopFailed(REPLIES.insecure);
    return;
  }
  try {
    await connection.startTls(host.host, demand, deadline);
  } catch {
    throw new TlsFailed();
  }
  await hello(connection, name, deadline);
}

/** A password goes over TLS only, or stays on this machine. */
async function signIn(connection: HopConnection, host: HopHost, { credentials }: Route, deadline: number) {
  if (!credentials) return;
  if (!connection.isEncrypted && !LOOPBACK.test(host.host)) throw new HopFailed(REPLIES.unreachable);
  const { code } = await connection.signIn(credentials, deadline);
  if (code >= 400) throw new HopFailed(REPLIES.ourFault);
}

/** The first address that answers; the next is tried while an earlier one is slow (RFC 8305, in a simple form). */
const HEAD_START_MS = 300;

async function connect({ host, port, addresses }: HopHost, deadline: number): Promise<Socket> {
  const targets = addresses.length > 0 ? addresses : [host];
  const sockets: Socket[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  let failed = 0;
  let timer: NodeJS.Timeout | undefined;
  const startNext = () => {
    clearTimeout(timer);
    const address = targets[sockets.length];
    if (address === undefined) return;
    const socket = net.connect({ host: address, port, autoSelectFamily: true });
    sockets.push(socket);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => {
      failed += 1;
      if (failed === targets.length) reject(new HopFailed(REPLIES.unreachable));
      else startNext();
    });
    timer = setTimeout(startNext, HEAD_START_MS);
  };
  startNext();
  const late = setTimeout(
    () => reject(new HopFailed(REPLIES.unreachable)),
    Math.max(0, deadline - Date.now()),
  );
  try {
    const chosen = await promise;
    for (const socket of sockets) if (socket !== chosen) socket.destroy();
    chosen.removeAllListeners('error');
    return chosen;
  } catch (error) {
    for (const socket of sockets) socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    clearTimeout(late);
  }
}
