import { randomUUID } from 'node:crypto';
import type { MailReads, MailTallyStore } from '@ubuntu-aliases/store/mail';
import type { Authenticator } from './auth/authenticator.ts';
import type { SealKeys } from './auth/seal-keys.ts';
import { createMemoryBudget } from './core/budget.ts';
import { createDeliveredMemory } from './core/delivered.ts';
import { createHourlyLimit } from './core/hourly-limit.ts';
import { createLookup } from './core/lookup.ts';
import { createTally, type TallyOptions } from './core/tally.ts';
import type { TransactionParts } from './core/transaction.ts';
import { type Door, type DoorAddress, type DoorOptions, openDoor, type Peers } from './doors/listen.ts';
import { type DoorTimes, serveMail } from './doors/mail-door.ts';
import { serveSocketmap } from './doors/socketmap-door.ts';
import type { HopTimes } from './next-hop/hop-session.ts';
import { createHopPool, HOP_DEFAULTS, type HopPoolOptions } from './next-hop/pool.ts';
import type { Router } from './next-hop/route.ts';
import { createSrs } from './srs.ts';
import type { MessageLimits } from './wire/message-reader.ts';

/** Bounces to one rewritten sender, and wrong tags from one client, within an hour. */
const SRS_USES = 10;
const SRS_FORGERIES = 20;

export const LIMITS: MessageLimits = { size: 25 * 1024 * 1024, headerBytes: 256 * 1024, headerCount: 1000 };

export const TIMES: DoorTimes & HopTimes & { idleMs: number } = {
  commandMs: 60_000,
  messageMs: 600_000,
  totalMs: 240_000,
  idleMs: 3_600_000,
};

export interface ForwarderOptions {
  doors: { smtp?: DoorAddress; lmtp?: DoorAddress; socketmap?: DoorAddress };
  peers: Peers;
  resolveMany: MailReads['resolveMany'];
  /** Where sums of what was forwarded and refused are written. */
  recordTally: MailTallyStore['record'];
  /** Where it is written what became of tests; not set: nowhere. */
  recordTests?: TallyOptions['recordTests'];
  tallyMs?: number;
  route: Router;
  srsSecrets: readonly string[];
  srsDomain: string | null;
  /** Our name. */
  host: string;
  memoryBytes: number;
  clock: () => Date;
  onFault: (error: unknown) => void;
  limits?: Partial<MessageLimits>;
  times?: Partial<typeof TIMES>;
  hops?: Partial<HopPoolOptions>;
  /** Checks where mail comes from; null: nothing is checked. */
  authenticator: Authenticator | null;
  /** Keys to seal with; not set: nothing is sealed. */
  sealKeys?: SealKeys;
  freshMs?: number;
  maxConnections?: number;
}

export interface Forwarder {
  /** Ports of the doors that listen on one. */
  ports: { smtp: number | null; lmtp: number | null; socketmap: number | null };
  /** Bytes of messages in flight. */
  memoryUsed(): number;
  close(graceMs?: number): Promise<void>;
}

/** All doors over one core; it holds nothing but what is under way. */
export async function startForwarder(options: ForwarderOptions): Promise<Forwarder> {
  const { clock, onFault, host } = options;
  const times = { ...TIMES, ...options.times };
  const lookup = createLookup({ resolveMany: options.resolveMany, clock, freshMs: options.freshMs });
  const srs = createSrs(options.srsSecrets);
  const pool = createHopPool({ ...HOP_DEFAULTS, name: host, ...options.hops });
  const budget = createMemoryBudget(options.memoryBytes);
  const tally = createTally({
    record: options.recordTally,
    recordTests: options.recordTests ?? (() => Promise.resolve()),
    clock,
    onFault,
    everyMs: options.tallyMs,
  });
  const transaction: TransactionParts = {
    authenticator: options.authenticator,
    sealKeys: options.sealKeys ?? (() => Promise.resolve(null)),
    lookup,
    srs,
    srsDomain: options.srsDomain,
    pool,
    route: options.route,
    delivered: createDeliveredMemory(clock),
    tally,
    srsUses: createHourlyLimit(SRS_USES, clock),
    srsForgeries: createHourlyLimit(SRS_FORGERIES, clock),
    times,
    maxRecipients: 100,
    host,
    clock,
    newId: () => randomUUID().slice(0, 13),
    onFault,
  };
  const limits = { ...LIMITS, ...options.limits };
  const mail = (protocol: 'smtp' | 'lmtp'): DoorOptions['serve'] => {
    const parts = { protocol, host, transaction, budget, limits, times };
    return (socket) => serveMail(socket, parts);
  };
  const socketmap = { lookup, srs, srsDomain: options.srsDomain, clock, onFault, idleMs: times.idleMs };

  const opened: Door[] = [];
  const open = async (address: DoorAddress | undefined, serve: DoorOptions['serve']) => {
    if (!address) return null;
    const maxConnections = options.maxConnections ?? 2000;
    const door = await openDoor({ address, peers: options.peers, maxConnections, serve });
    opened.push(door);
    return door.port;
  };
  const close = async (graceMs = 0) => {
    await Promise.all(opened.map((door) => door.close(graceMs)));
    pool.close();
    await tally.close();
    await options.authenticator?.close();
  };
  try {
    const ports = {
      smtp: await open(options.doors.smtp, mail('smtp')),
      lmtp: await open(options.doors.lmtp, mail('lmtp')),
      socketmap: await open(options.doors.socketmap, (socket) => serveSocketmap(socket, socketmap)),
    };
    return { ports, memoryUsed: () => budget.used, close };
  } catch (error) {
    await close();
    throw error;
  }
}
