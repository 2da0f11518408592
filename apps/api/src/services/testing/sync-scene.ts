import { pino } from 'pino';
import { AppError } from '@ubuntu-aliases/shared';
import { createStores, withTransaction, type SyncRunRow } from '@ubuntu-aliases/store';
import type { LaunchpadCallOptions } from '../../launchpad/index.ts';
import { createFaultLog } from '../faults.ts';
import { createMemberService } from '../members.ts';
import { createSyncEngine } from '../sync/engine.ts';
import { answer, NOTICES, openScene, signInOf } from './scene.ts';

/** One team whose roster is what the test says, and members who have signed in, on a scene with a clock. */
export async function openSyncScene(domainName = 'ubuntu.test', team = 'ubuntumembers') {
  const scene = await openScene();
  const { database, verification, clock } = scene;
  const [domain] = await scene.query('SELECT id FROM domains WHERE name = $1', [domainName]);
  const domainId = String(domain?.['id']);
  const roster = new Set<string>();
  /** What Launchpad says in place of a roster. */
  const trouble: { error: Error | null } = { error: null };
  let reading: (options: LaunchpadCallOptions) => Promise<void> = () => Promise.resolve();
  const faults = createFaultLog(database, clock, () => undefined);
  const members = createMemberService({ database, verification, notices: NOTICES, clock });
  const newEngine = () =>
    createSyncEngine({
      database,
      launchpad: {
        async readRoster(_, onPage, options = {}) {
          await options.beforeAttempt?.();
          await reading(options);
          if (trouble.error) throw trouble.error;
          const people = [...roster].map((name) => ({ name, isValid: true, isCocSigner: true }));
          onPage({ number: 1, teams: [], people });
          return true;
        },
        listTeams: (name) => Promise.resolve(roster.has(name) ? new Set([team]) : null),
      },
      verification,
      notices: NOTICES,
      graceDays: 30,
      faults,
      clock,
      log: pino({ level: 'silent' }),
    });
  const engine = newEngine();
  const never = new AbortController().signal;
  const identifier = (name: string) => `https://login.ubuntu.com/+id/${name}`;

  return {
    ...scene,
    domainId,
    roster,
    trouble,
    faults,
    members,
    newEngine,
    /** Called while a roster is read. */
    whileReading: (hook: typeof reading) => void (reading = hook),
    /** What the look-up of this person gives; null: nobody. */
    tell(person: string, account: Parameters<typeof answer>[0] | null, isIn = true): void {
      if (account === null) scene.launchpad.delete(identifier(person));
      else scene.launchpad.set(identifier(person), answer({ name: person, ...account }, { [team]: isIn }));
    },
    /** In the team, signed in, with an address. */
    async join(...names: string[]): Promise<void> {
      for (const name of names) {
        roster.add(name);
        this.tell(name, {});
        await members.signIn(signInOf(identifier(name), { email: `${name}@example.org` }));
      }
    },
    leave(...names: string[]): void {
      for (const name of names) {
        roster.delete(name);
        this.tell(name, {}, false);
      }
    },
    enqueue: (origin: 'schedule' | 'admin' = 'admin'): Promise<SyncRunRow> =>
      withTransaction(database, (tx) =>
        createStores(tx).syncQueue.enqueue({ domainId, mode: 'apply', origin, requestedBy: null }, clock()),
      ),
    /** A run to its end; what became of it. */
    async sync(origin: 'schedule' | 'admin' = 'admin') {
      const { id } = await this.enqueue(origin);
      await engine.runThis(id, never);
      const run = await scene.stores.syncRuns.find(id, null);
      if (!run) throw new Error('the run is gone');
      return run;
    },
    async states(): Promise<Record<string, unknown>> {
      const rows = await scene.query(
        `SELECT local_part, entitlement, entitlement_reason AS reason FROM aliases WHERE domain_id = $1 ORDER BY local_part`,
        [domainId],
      );
      return Object.fromEntries(
        rows.map((r) => [r['local_part'], [r['entitlement'], r['reason']].filter(Boolean).join(' ')]),
      );
    },
    /** Mails that wait to be sent, taken away. */
    async mails(): Promise<Record<string, unknown>[]> {
      const rows = await scene.query(
        `SELECT template, to_address AS "to", params FROM outbox_mails ORDER BY id`,
      );
      await scene.query('DELETE FROM outbox_mails');
      return rows;
    },
  };
}

export type SyncScene = Awaited<ReturnType<typeof openSyncScene>>;

export const away = (status = 503, retryAfterSeconds?: number) =>
  new AppError('launchpad.unavailable', {
    details: { reason: 'status', status, ...(retryAfterSeconds && { retryAfterSeconds }) },
  });
