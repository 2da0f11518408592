import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openDatabase, type Database } from '@ubuntu-aliases/store';
import { createTestDatabase, type TestDatabase } from '@ubuntu-aliases/store/testing';
import { createPeers } from '../../src/doors/listen.ts';
import { type Forwarder, type ForwarderOptions, startForwarder } from '../../src/forwarder.ts';
import { createRelayRouter } from '../../src/next-hop/route.ts';
import { createSrs } from '../../src/srs.ts';
import { type NextHop, startNextHop } from './next-hop.ts';

export const SECRET = 'a secret for tests';
export const srs = createSrs([SECRET]);

/** One alias for each state; `reads` say which mailbox it goes to. */
const ALIASES: Record<string, { values?: Record<string, unknown>; to?: string[] }> = {
  mira: { to: ['mira@home.example'] },
  ben: { to: ['ben@home.example'] },
  far: { to: ['far@elsewhere.example'] },
  both: { to: ['one@home.example', 'two@home.example'] },
  apart: { to: ['one@home.example', 'two@elsewhere.example'] },
  grace: { values: { entitlement: 'grace', entitlement_reason: 'left_team', grace_until: new Date() }, to: ['grace@home.example'] },
  'grace+work': { to: ['aduba@home.example'] },
  nobody: {},
  suspended: { values: { entitlement: 'suspended', entitlement_reason: 'left_team', suspended_at: new Date() }, to: ['s@home.example'] },
  held: { values: { held_at: new Date(), hold_reason: 'x' }, to: ['h@home.example'] },
  waiting: { values: { paused_at: new Date(), pause_reply: 'temporary' }, to: ['w@home.example'] },
  closed: { values: { paused_at: new Date(), pause_reply: 'permanent' }, to: ['c@home.example'] },
  over: { values: { paused_at: new Date(), paused_until: new Date(Date.now() - 1000), pause_reply: 'permanent' }, to: ['o@home.example'] },
  released: { values: { released_at: new Date() } },
  failing: { to: ['failing@home.example'] },
  imported: { values: { member_id: null, unclaimed_at: new Date(), origin: 'imported' }, to: ['i@home.example'] },
}; // prettier-ignore

export interface World {
  readonly database: Database;
  readonly pool: pg.Pool;
  readonly hop: NextHop;
  readonly forwarder: Forwarder;
  readonly smtp: number;
  readonly lmtp: number;
  readonly socketmap: number;
  /** Faults that were reported. */
  faults: unknown[];
  /** Another forwarder over the same addresses, ended after the test. */
  start(options?: Partial<ForwarderOptions>): Promise<Forwarder & { smtp: number; lmtp: number }>;
}

const anyPort = { host: '127.0.0.1', port: 0 };

/** Addresses in PostgreSQL, a next hop and a forwarder between them, for the tests of one file. */
export function useWorld(options: Partial<ForwarderOptions> = {}): World {
  let made: TestDatabase;
  let database: Database;
  let hop: NextHop;
  let forwarder: Forwarder;
  const started: Forwarder[] = [];
  const faults: unknown[] = [];

  const start = async (overrides: Partial<ForwarderOptions> = {}) => {
    const one = await startForwarder({
      doors: { smtp: anyPort, lmtp: anyPort, socketmap: anyPort },
      peers: createPeers(['127.0.0.1']),
      resolveMany: (addresses, now) => database.mail.resolveMany(addresses, now),
      recordTally: (aliases, recipients) => database.mailTally.record(aliases, recipients),
      tallyMs: 50,
      route: createRelayRouter(hop.url),
      authenticator: null,
      srsSecrets: [SECRET],
      srsDomain: null,
      host: 'mx.alias.example',
      memoryBytes: 64 * 1024 * 1024,
      clock: () => new Date(),
      onFault: (error) => faults.push(error),
      ...options,
      ...overrides,
    });
    started.push(one);
    return Object.assign(one, { smtp: one.ports.smtp ?? 0, lmtp: one.ports.lmtp ?? 0 });
  };

  beforeAll(async () => {
    made = await createTestDatabase();
    database = openDatabase({ url: made.url });
    await addAliases(database.pool);
    hop = await startNextHop();
    forwarder = await start();
  });
  beforeEach(() => {
    hop.script = {};
    hop.taken.length = 0;
    hop.commands.length = 0;
    faults.length = 0;
  });
  afterAll(async () => {
    await Promise.all(started.map((one) => one.close()));
    await hop.close();
    await database.close();
    await made.drop();
  });
  return {
    get database() {
      return database;
    },
    get pool() {
      return database.pool;
    },
    get hop() {
      return hop;
    },
    get forwarder() {
      return forwarder;
    },
    get smtp() {
      return forwarder.ports.smtp ?? 0;
    },
    get lmtp() {
      return forwarder.ports.lmtp ?? 0;
    },
    get socketmap() {
      return forwarder.ports.socketmap ?? 0;
    },
    faults,
    start,
  };
}

async function addAliases(pool: pg.Pool): Promise<void> {
  const insert = async (table: string, values: Record<string, unknown>) => {
    const columns = Object.keys(values);
    const places = columns.map((_, n) => `$${n + 1}`);
    await pool.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(values),
    );
  };
  const member = randomUUID();
  await insert('members', { id: member, claimed_identifier: 'https://login.ubuntu.com/+id/mira' });
  for (const name of ['alias.example', 'second.example']) {
    const domain = randomUUID();
    await insert('domains', {
      id: domain,
      name,
      team: name,
      title: name,
      accent: '#123abc',
      ownership_token: name,
      proven_at: new Date(),
    });
    for (const [localPart, { values, to = [] }] of Object.entries(ALIASES)) {
      const id = randomUUID();
      await insert('aliases', { id, domain_id: domain, local_part: localPart, member_id: member, ...values });
      for (const address of to) {
        const state = localPart === 'failing' ? 'failing' : 'confirmed';
        await insert('recipients', {
          id: randomUUID(),
          alias_id: id,
          address,
          state,
          confirmed_at: new Date(),
        });
      }
    }
  }
}
