import { createHash, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { createStores, openDatabase, type Database, type Stores } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';

/** A database of this file's own, opened as the service opens it. */
export function useDatabase(): {
  readonly database: Database;
  readonly stores: Stores;
  readonly url: string;
} {
  let made: TestDatabase;
  let database: Database;
  let stores: Stores;
  beforeAll(async () => {
    made = await createTestDatabase();
    database = openDatabase({ url: made.url });
    stores = createStores(database.client);
  });
  afterAll(async () => {
    await database.close();
    await made.drop();
  });
  return {
    get database() {
      return database;
    },
    get stores() {
      return stores;
    },
    get url() {
      return made.url;
    },
  };
}

type Values = Record<string, unknown>;
type Queryable = Pool | PoolClient;

/** A valid row by plain SQL, with `overrides`; gives its id. */
async function insert(db: Queryable, table: string, values: Values): Promise<string> {
  const columns = Object.keys(values);
  const places = columns.map((_, i) => `$${i + 1}`);
  await db.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(values),
  );
  return String(values['id'] ?? '');
}

export const hash = (text: string) => createHash('sha256').update(text).digest('hex');
let count = 0;
const unique = () => `${(count += 1)}${randomUUID().slice(0, 4)}`;

export const addMember = (db: Queryable, overrides: Values = {}) => {
  const n = unique();
  const identifier = `https://login.ubuntu.com/+id/${n}`;
  return insert(db, 'members', { id: randomUUID(), claimed_identifier: identifier, launchpad_name: `person${n}`, email: `p${n}@example.org`, ...overrides });
}; // prettier-ignore

export const addDomain = (db: Queryable, overrides: Values = {}) => {
  const n = unique();
  return insert(db, 'domains', { id: randomUUID(), name: `d${n}.test`, team: `team${n}`, title: 'T', accent: '#123abc', ownership_token: n, proven_at: new Date(), ...overrides });
}; // prettier-ignore

export const addAlias = (db: Queryable, values: Values & { domain_id: string }) =>
  insert(db, 'aliases', { id: randomUUID(), local_part: `x${unique()}`, ...values });

export const addRecipient = (db: Queryable, values: Values & { alias_id: string }) =>
  insert(db, 'recipients', {
    id: randomUUID(),
    address: `r${unique()}@example.org`,
    state: 'confirmed',
    confirmed_at: new Date(),
    ...values,
  });

export const addError = (db: Queryable, overrides: Values = {}) =>
  insert(db, 'error_entries', {
    id: randomUUID(),
    fingerprint: unique(),
    code: 'internal',
    severity: 'error',
    ...overrides,
  });

/** Runs `times` of `work` at the same moment. */
export const atOnce = <T>(times: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, n) => work(n)));
