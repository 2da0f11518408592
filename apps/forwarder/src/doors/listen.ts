import { chmod, lstat, rm } from 'node:fs/promises';
import net, { type AddressInfo, BlockList, isIP, type Server, type Socket } from 'node:net';

/** Where a door is: a TCP port, or a path that belongs to this machine alone. */
export type DoorAddress = { host: string; port: number } | { path: string };

/** `host:port` or `unix:/path`; null when it is neither. */
export function parseDoorAddress(text: string): DoorAddress | null {
  if (text.startsWith('unix:')) return text.slice(5).startsWith('/') ? { path: text.slice(5) } : null;
  const [, host, port] = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || Number(port) > 65_535) return null;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

export type Peers = (address: string | undefined) => boolean;

/** Addresses and networks that may use the doors. A local socket has no address: its folder's rights decide. */
export function createPeers(entries: readonly string[]): Peers {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => {
    if (address === undefined) return true;
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  };
}

export interface Door {
  /** Where it listens, once it does. */
  port: number | null;
  /** Takes nobody new, lets those who are in finish for `graceMs`, then shows them out. */
  close(graceMs: number): Promise<void>;
}

export interface DoorOptions {
  address: DoorAddress;
  peers: Peers;
  maxConnections: number;
  serve: (socket: Socket) => Promise<void>;
}

export async function openDoor({ address, peers, maxConnections, serve }: DoorOptions): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    if (!peers(socket.remoteAddress)) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    void serve(socket).finally(() => {
      // What was said last goes out; then the line is closed, whatever the client does.
      if (!socket.writableEnded) socket.end();
      socket.resume();
      setTimeout(() => socket.destroy(), 2_000).unref();
    });
  });
  server.maxConnections = maxConnections;
  await listen(server, address);
  return {
    port: 'port' in address ? (server.address() as AddressInfo).port : null,
    async close(graceMs) {
      const closed = new Promise((resolve) => server.close(resolve));
      const timer = setTimeout(() => sockets.forEach((socket) => socket.destroy()), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function listen(server: Server, address: DoorAddress): Promise<void> {
  // Left behind by a process that was killed; nobody else listens where we are told to.
  if ('path' in address && (await isSocket(address.path))) await rm(address.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => resolve());
  });
  if ('path' in address) await chmod(address.path, 0o660);
}

const isSocket = (path: string) =>
  lstat(path).then(
    (found) => found.isSocket(),
    () => false,
  );
