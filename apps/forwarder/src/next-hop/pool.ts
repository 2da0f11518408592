import { REPLIES } from '../core/refusals.ts';
import { isPermanent } from '../wire/reply.ts';
import { type DialOptions, dial } from './dial.ts';
import { HopFailed } from './hop-error.ts';
import type { HopConnection } from './hop-connection.ts';
import type { Route } from './route.ts';

export interface HopPoolOptions extends DialOptions {
  /** Connections to one destination at most. */
  perDestination: number;
  /** How long a mail waits for one of them. */
  waitMs: number;
  /** How long an unused one is kept. */
  idleMs: number;
  /** Mails over one connection. */
  mailsEach: number;
  /** After so many failures in a row a destination is left alone for `backOffMs`. */
  failures: number;
  backOffMs: number;
}

const MAX_DESTINATIONS = 5_000;

export const HOP_DEFAULTS: Omit<HopPoolOptions, 'name'> = {
  connectMs: 10_000,
  openMs: 45_000,
  perDestination: 20,
  waitMs: 30_000,
  idleMs: 8_000,
  mailsEach: 200,
  failures: 5,
  backOffMs: 30_000,
};

export interface HeldHop {
  connection: HopConnection;
  /** It was used before: the server may have hung up in the meantime. */
  isReused: boolean;
  /** Nothing happens on it until its client sends more: when others wait, `giveWay` is called, once. Null: it is in use. */
  idle(giveWay: (() => void) | null): void;
  /** Gives it back for the next mail, or ends it. */
  release(isClean: boolean): void;
}

export interface HopPool {
  /** Throws HopFailed. `fresh`: none that was used before. */
  acquire(route: Route, fresh?: boolean): Promise<HeldHop>;
  close(): void;
}

interface Idle {
  connection: HopConnection;
  mails: number;
  /** It is taken into use again, or ended. */
  leave(): void;
}

interface Destination {
  open: number;
  idle: Idle[];
  waiting: { go(): void }[];
  /** Held for clients that take their time, the longest first. */
  givingWay: Map<object, () => void>;
  failures: number;
  closedUntil: number;
}

/** Connections by destination, so that a slow one fills its own share and starves nobody else's. */
export function createHopPool(options: HopPoolOptions): HopPool {
  const destinations = new Map<string, Destination>();
  let isClosed = false;

  function destinationOf(key: string): Destination {
    const found = destinations.get(key);
    if (found) return found;
    const made: Destination = {
      open: 0,
      idle: [],
      waiting: [],
      givingWay: new Map(),
      failures: 0,
      closedUntil: 0,
    };
    destinations.set(key, made);
    return made;
  }

  function leave(key: string, destination: Destination): void {
    // The place goes to the next in line as it is, so that nobody slips in between.
    const next = destination.waiting.shift();
    if (next) return next.go();
    destination.open -= 1;
    forgetUnused(key, destination);
  }

  function forgetUnused(key: string, { open, idle, failures }: Destination): void {
    if (open > 0 || idle.length > 0) return;
    // Failures are remembered for the back-off, of as many destinations as is reasonable.
    if (failures === 0 || destinations.size > MAX_DESTINATIONS) destinations.delete(key);
  }

  /** Takes a place, now or when one is free. */
  async function enter(destination: Destination): Promise<void> {
    if (destination.open < options.perDestination) {
      destination.open += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const entry = { go: resolve };
    destination.waiting.push(entry);
    // A client that drips its message must not keep a place from one that has sent all of it.
    const [longest] = destination.givingWay;
    if (longest) {
      destination.givingWay.delete(longest[0]);
      longest[1]();
    }
    const timer = setTimeout(() => {
      destination.waiting = destination.waiting.filter((other) => other !== entry);
      reject(new HopFailed(REPLIES.busy));
    }, options.waitMs);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  function hold(key: string, connection: HopConnection, mails: number): HeldHop {
    const destination = destinationOf(key);
    let isHeld = true;
    return {
      connection,
      isReused: mails > 0,
      idle(giveWay) {
        destination.givingWay.delete(connection);
        if (!giveWay || !isHeld) return;
        if (destination.waiting.length > 0) giveWay();
        else destination.givingWay.set(connection, giveWay);
      },
      release(isClean) {
        if (!isHeld) return;
        isHeld = false;
        destination.givingWay.delete(connection);
        const isKept = isClean && !isClosed && connection.isOpen && mails + 1 < options.mailsEach;
        if (!isKept) {
          if (isClean) connection.quit();
          else connection.destroy();
        } else {
          keep(key, destination, connection, mails + 1);
        }
        leave(key, destination);
      },
    };
  }

  function keep(key: string, destination: Destination, connection: HopConnection, mails: number): void {
    const forget = () => {
      idle.leave();
      destination.idle = destination.idle.filter((other) => other !== idle);
      forgetUnused(key, destination);
    };
    const timer = setTimeout(() => {
      forget();
      connection.quit();
    }, options.idleMs);
    timer.unref();
    // Whatever comes while nobody asked is its end, or the notice of it.
    const ignore = connection.onUnasked(() => {
      forget();
      connection.destroy();
    });
    const idle: Idle = {
      connection,
      mails,
      leave() {
        clearTimeout(timer);
        ignore();
      },
    };
    destination.idle.push(idle);
  }

  function takeIdle(destination: Destination): Idle | null {
    for (;;) {
      const idle = destination.idle.pop();
      if (!idle) return null;
      idle.leave();
      if (idle.connection.isOpen) return idle;
    }
  }

  return {
    async acquire(route, fresh = false) {
      const destination = destinationOf(route.key);
      if (destination.closedUntil > Date.now()) throw new HopFailed(REPLIES.unreachable);
      await enter(destination);
      const idle = fresh ? null : takeIdle(destination);
      if (idle) return hold(route.key, idle.connection, idle.mails);
      try {
        const connection = await dial(route, options);
        destination.failures = 0;
        return hold(route.key, connection, 0);
      } catch (error) {
        // A server that refuses for good is not out of reach.
        if (!(error instanceof HopFailed && isPermanent(error.reply))) destination.failures += 1;
        if (destination.failures >= options.failures)
          destination.closedUntil = Date.now() + options.backOffMs;
        leave(route.key, destination);
        throw error;
      }
    },
    close() {
      isClosed = true;
      for (const { idle } of destinations.values()) for (const { connection } of idle) connection.destroy();
    },
  };
}
