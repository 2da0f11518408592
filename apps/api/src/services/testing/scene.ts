import { createStores, newId, openDatabase, type Database, type Stores } from '@ubuntu-aliases/store';
import { createTestDatabase } from '@ubuntu-aliases/store/testing';
import type { Verification } from '../../domain/verification.ts';
import type { SignIn } from '../members.ts';
import { examineName } from '../contested-names.ts';
import type { VerificationService } from '../verification.ts';
import { addFuse, type Fuse } from './fuse.ts';

type Row = Record<string, unknown>;
type Account = NonNullable<Verification['account']>;

export const START = new Date('2026-05-01T12:00:00Z');
export const NOTICES = { publicUrl: 'https://my.ubuntu.test', adminContacts: ['ops@example.org'] };
export const TEAMS = { ubuntumembers: true, 'kubuntu-members': true };

export interface Scene {
  database: Database;
  stores: Stores;
  /** Of every connection: it is there before the first one is opened. */
  fuse: Fuse;
  /** Set `now` to let time pass. */
  time: { now: Date };
  clock: () => Date;
  /** What Launchpad answers, by identifier; an error is thrown, nothing is "not known". */
  launchpad: Map<string, Verification | Error>;
  verification: VerificationService;
  addDomain(values?: Row): Promise<string>;
  query(sql: string, values?: unknown[]): Promise<Row[]>;
  /** As it was opened, for the next test: connections and client stay, which take most of the time to make. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** A database of its own with two domains, and a Launchpad that answers as it is told. */
export async function openScene(): Promise<Scene> {
  const made = await createTestDatabase();
  const database = openDatabase({ url: made.url, poolSize: 12 });
  const fuse = addFuse(database);
  const time = { now: START };
  const launchpad: Scene['launchpad'] = new Map();
  const ask = (identifier: string): Verification => {
    const answer = launchpad.get(identifier) ?? { account: null, teams: null };
    if (answer instanceof Error) throw answer;
    return answer;
  };
  let position = 0;
  const scene: Scene = {
    database,
    stores: createStores(database.client),
    fuse,
    time,
    clock: () => time.now,
    launchpad,
    verification: {
      async verify(identifier) {
        const answer = ask(identifier);
        if (!answer.account) return answer;
        const given = ({ name, since = null }: Account) => ({ name, since });
        const { isContested, since } = await examineName(identifier, given(answer.account), {
          listKnown: scene.stores.members.listKnown,
          ask: (other) => Promise.resolve(ask(other).account).then((account) => account && given(account)),
          findByName: (name) => {
            const records = [...launchpad.values()].flatMap((a) => (a instanceof Error ? [] : (a.account ?? [])));
            const record = records.find((account) => account.name === name);
            return Promise.resolve(record ? given(record) : null);
          },
        });
        return { ...answer, account: { ...answer.account, since }, ...(isContested && { isNameContested: true }) };
      },
    },
    async addDomain(values = {}) {
      const id = newId();
      position += 1;
      const row = { id, name: `d${position}.test`, team: `team${position}`, title: 'T', accent: '#123abc', ownership_token: id, proven_at: START, position, ...values };
      const columns = Object.keys(row);
      await scene.query(`INSERT INTO domains (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row));
      return id;
    },
    query: async (sql, values) => (await database.pool.query<Row>(sql, values)).rows,
    async reset() {
      await fuse.noticed;
      Object.assign(fuse, { left: Infinity, mode: 'before', noticed: Promise.resolve() } satisfies Fuse);
      time.now = START;
      launchpad.clear();
      position = 0;
      await made.empty();
      await addDomains();
    },
    async close() {
      await database.close();
      await made.drop();
    },
  }; // prettier-ignore
  const addDomains = async () => {
    await scene.addDomain({
      name: 'ubuntu.test',
      team: 'ubuntumembers',
      admin_contacts: ['ubuntu-admin@example.org'],
    });
    await scene.addDomain({ name: 'kubuntu.test', team: 'kubuntu-members' });
  };
  await addDomains();
  return scene;
}

export const answer = (account: Partial<Account> = {}, teams: Verification['teams'] = TEAMS): Verification => ({
  account: { name: 'mira', displayName: 'Mira', isValid: true, isCocSigner: true, ...account },
  teams,
}); // prettier-ignore

export const signInOf = (claimedIdentifier: string, overrides: Partial<SignIn> = {}): SignIn => ({
  claimedIdentifier,
  email: 'mira@example.org',
  fullName: 'Mira L.',
  language: null,
  acceptLanguage: 'ko',
  requestId: 'r1',
  ...overrides,
});
