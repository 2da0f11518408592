import { OVERVIEW_DAYS, type Overview, type OverviewWarning } from '@ubuntu-aliases/shared';
import { createStores, type Database, type DomainRow, type ErrorScope } from '@ubuntu-aliases/store';
import { addressHistory, firstDay } from '../domain/address-history.ts';
import { contactsOf, type NoticeConfig } from './notices.ts';

export interface OverviewDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
}

const NONE = { released: 0, suspended: 0, paused: 0, grace: 0, active: 0 };

/** What an admin sees first: how each of their domains is, and what to see to. */
export function createOverview({ database, notices, clock }: OverviewDeps) {
  const stores = createStores(database.client);

  async function warningsOf(domains: readonly DomainRow[]): Promise<OverviewWarning[]> {
    const [mail, launchpad] = [
      await stores.overview.failingSince('mail.delayed'),
      await stores.overview.failingSince('launchpad.'),
    ];
    return [
      ...(mail ? [{ code: 'mail_failing' as const, since: mail.toISOString() }] : []),
      ...(launchpad ? [{ code: 'launchpad_failing' as const, since: launchpad.toISOString() }] : []),
      ...domains.flatMap((domain) =>
        contactsOf(domain, notices).length === 0
          ? [{ code: 'no_contact' as const, domain: domain.name }]
          : [],
      ),
    ];
  }

  return {
    async read(scope: ErrorScope): Promise<Overview> {
      const now = clock();
      const all = await stores.domains.listActive();
      const domains = all.filter(({ name }) => scope === null || scope.includes(name));
      const ids = domains.map(({ id }) => id);
      const from = firstDay(now, OVERVIEW_DAYS + 1);
      const [figures, changes, errors, runs, launchpad] = await Promise.all([
        stores.overview.countAddresses(ids, now),
        stores.overview.listChanges(ids, from),
        stores.overview.countErrors(ids),
        stores.overview.listLastRuns(ids),
        stores.launchpadGate.read(now),
      ]);
      return {
        domains: domains.map(({ id, name, title, team }) => {
          const counted = figures.find((f) => f.domainId === id);
          const run = runs.find((r) => r.domainId === id);
          const countOf = (severity: 'error' | 'warning' | 'info') =>
            errors.find((e) => e.domainId === id && e.severity === severity)?.count ?? 0;
          return {
            domain: name,
            title,
            team,
            members: counted?.members ?? 0,
            addresses: counted?.addresses ?? NONE,
            openErrors: { error: countOf('error'), warning: countOf('warning'), info: countOf('info') },
            lastRun: run ? { id: run.id, state: run.state, at: run.at.toISOString() } : null,
            rosterReadAt: run?.rosterReadAt?.toISOString() ?? null,
            history: addressHistory(
              changes.filter((c) => c.domainId === id),
              from,
              OVERVIEW_DAYS + 1,
            ),
          };
        }),
        warnings: await warningsOf(domains),
        launchpad: { state: launchpad.state, until: launchpad.until?.toISOString() ?? null },
      };
    },
  };
}

export type OverviewService = ReturnType<typeof createOverview>;
