import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import {
  AppError,
  isReservedPath,
  readDomainSettings,
  RESERVED_PATHS,
  type addDomainSchema,
  type updateDomainSchema,
} from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type Database,
  type DomainChange,
  type DomainRow,
  type NewAuditEntry,
  type Stores,
} from '@ubuntu-aliases/store';
import { changeSettings, isOwnChange } from '../domain/domain-change.ts';
import type { AdminActor } from './admin-actor.ts';

const FORWARDERS_SHOWN = 20;
const HISTORY_SHOWN = 50;
/** Entries that a domain without a sync cannot have. */
const SYNC_CODES = ['sync.roster_not_accepted', 'sync.failed', 'sync.approval_needed'];

const conflict = (reason: string, details: object = {}) =>
  new AppError('request.conflict', { details: { reason, ...details } });

/** The database has the last word, also about what another process did in this very moment. */
function explain(error: unknown): never {
  if (error instanceof AppError) throw error;
  const text = `${error instanceof Error ? error.message : ''} ${JSON.stringify(error)}`;
  if (/domains_no_loop/.test(text)) throw conflict('recipients');
  if (/landing_path/.test(text)) throw conflict('landing_path_taken');
  if (/domains_name_key|\bname\b.*unique|unique.*\bname\b|P2002/i.test(text)) throw conflict('name_taken');
  throw error;
}

/** What admins do to the managed domains. */
export function createDomainAdmin({ database, clock }: { database: Database; clock: () => Date }) {
  const stores = createStores(database.client);
  const isInScope = ({ name }: DomainRow, scope: AdminActor['scope']) =>
    scope === null || scope.includes(name);

  async function getRow(from: Stores, id: string, scope: AdminActor['scope']): Promise<DomainRow> {
    const row = await from.domains.find(id);
    if (!row || !isInScope(row, scope)) throw new AppError('domain.not_found');
    return row;
  }

  async function withRecords(rows: DomainRow[]) {
    const ids = rows.map(({ id }) => id);
    const [records, addresses] = await Promise.all([
      stores.domainChecks.listRecords(ids),
      stores.domains.countAddresses(ids),
    ]);
    return rows.map((row) => ({
      row,
      addresses: addresses.get(row.id) ?? 0,
      records: records.filter(({ domainId }) => domainId === row.id),
    }));
  }

  const entry = (
    { memberId, requestId }: AdminActor,
    action: string,
    domainId: string,
    changes: NewAuditEntry['changes'] = {},
    reason: string | null = null,
  ): NewAuditEntry => ({
    actor: { kind: 'admin', memberId },
    action,
    domainId,
    requestId,
    changes,
    reason,
  });

  function requireFreePath(path: string | null | undefined): void {
    if (path && isReservedPath(path))
      throw conflict('landing_path_reserved', { reserved: RESERVED_PATHS.map((part) => `/${part}`) });
  }

  /** A change of one row, with its audit entry, in one transaction. */
  const change = (
    id: string,
    actor: AdminActor,
    decide: (row: DomainRow, inTx: Stores) => Promise<{ data: DomainChange; audit: NewAuditEntry } | null>,
    version?: number,
  ) =>
    withTransaction(database, async (tx) => {
      const inTx = createStores(tx);
      const row = await getRow(inTx, id, actor.scope);
      if (version !== undefined && row.version !== version) throw new AppError('request.precondition_failed');
      const decided = await decide(row, inTx);
      if (!decided) return;
      if (!(await inTx.domains.update(id, row.version, decided.data)))
        throw new AppError('request.precondition_failed');
      await inTx.audit.append([decided.audit]);
    }).catch(explain);

  return {
    async list({ limit, cursor }: { limit: number; cursor?: string }, scope: AdminActor['scope']) {
      const rows = await stores.domains.listPage(scope, cursor ?? null, limit + 1);
      const page = rows.slice(0, limit);
      return {
        items: await withRecords(page),
        nextCursor: rows.length > limit ? (page.at(-1)?.name ?? null) : null,
      };
    },

    async get(id: string, scope: AdminActor['scope']) {
      const row = await getRow(stores, id, scope);
      const [[shown], history, nextCheckAt] = await Promise.all([
        withRecords([row]),
        stores.domainChecks.listChanges(id, HISTORY_SHOWN),
        stores.domainChecks.findDueAt(id),
      ]);
      return { row, addresses: shown?.addresses ?? 0, records: shown?.records ?? [], history, nextCheckAt };
    },

    /** It waits for its proof before anybody is offered an address there. */
    async add(given: z.output<typeof addDomainSchema>, actor: AdminActor): Promise<string> {
      requireFreePath(given.landingPath);
      if (await stores.domains.findByName(given.name)) throw conflict('name_taken');
      const { addresses, count } = await stores.domains.findForwardersTo(given.name, FORWARDERS_SHOWN);
      if (count > 0) throw conflict('recipients', { count, addresses });
      const ownershipToken = randomBytes(16).toString('hex');
      return withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const row = await inTx.domains.add({ ...given, ownershipToken }, clock());
        await inTx.audit.append([entry(actor, 'domain.added', row.id, { team: [null, given.team] })]);
        return row.id;
      }).catch(explain);
    },

    update: (id: string, version: number, given: z.output<typeof updateDomainSchema>, actor: AdminActor) =>
      change(
        id,
        actor,
        async (row, inTx) => {
          if (actor.scope !== null && !isOwnChange(given)) throw new AppError('auth.forbidden');
          if (given.landingPath !== row.landingPath) requireFreePath(given.landingPath);
          const { settings: wanted, ...fields } = given;
          const before = readDomainSettings(row.settings);
          const settings = changeSettings(before, wanted ?? {});
          if (!settings)
            throw new AppError('request.invalid', { details: { where: 'body', field: 'settings' } });
          const changes = changesOf(row, fields, before, settings.all);
          if (Object.keys(changes).length === 0) return null;
          if (fields.team !== undefined && fields.team !== row.team) {
            await inTx.domains.endRuns(id, 'team_changed', clock());
            await inTx.domains.forgetRosters(id, clock());
            // Whom the new team lists is not known yet: they are asked about, and nobody loses anything by it.
            if (row.provenAt && !row.retiredAt) await inTx.domains.queueChecks(fields.team, clock());
          }
          return {
            data: { ...fields, ...(wanted && { settings: settings.kept }) },
            audit: entry(actor, 'domain.updated', id, changes),
          };
        },
        version,
      ),

    /** By hand, for a domain whose record cannot be published. The reason stays in the audit log. */
    prove: (id: string, reason: string, actor: AdminActor) =>
      change(id, actor, async (row, inTx) => {
        if (row.provenAt) return null;
        const now = clock();
        if (!row.retiredAt) await inTx.domains.queueChecks(row.team, now);
        return {
          data: { provenAt: now },
          audit: entry(actor, 'domain.proven', id, { proof: [null, 'by_hand'] }, reason),
        };
      }),

    /** No new address from now on; a job takes those that are there through their grace. Its name stays held. */
    retire: (
      id: string,
      version: number,
      { reason, confirm }: { reason: string; confirm: string },
      actor: AdminActor,
    ) =>
      change(
        id,
        actor,
        async (row, inTx) => {
          if (confirm.trim().toLowerCase() !== row.name)
            throw new AppError('request.invalid', { details: { where: 'body', field: 'confirm' } });
          if (row.retiredAt) return null;
          const now = clock();
          await inTx.domains.endRuns(id, 'domain_retired', now);
          await inTx.domains.forgetRosters(id, now);
          await inTx.errors.resolveForDomain(id, SYNC_CODES, now);
          return {
            data: { retiredAt: now },
            audit: entry(actor, 'domain.retired', id, { retired: ['no', 'yes'] }, reason),
          };
        },
        version,
      ),

    /** Whoever is entitled is asked about again and has their address back; rosters begin anew. */
    unretire: (id: string, version: number, reason: string, actor: AdminActor) =>
      change(
        id,
        actor,
        async (row, inTx) => {
          if (!row.retiredAt) return null;
          if (row.provenAt) await inTx.domains.queueChecks(row.team, clock());
          return {
            data: { retiredAt: null },
            audit: entry(actor, 'domain.unretired', id, { retired: ['yes', 'no'] }, reason),
          };
        },
        version,
      ),
  };
}

/** Codes and numbers for the audit log; what may name people or holds other texts is only said to have changed. */
function changesOf(
  row: DomainRow,
  fields: Omit<z.output<typeof updateDomainSchema>, 'settings'>,
  before: object,
  after: object,
): NonNullable<NewAuditEntry['changes']> {
  const changes: NonNullable<NewAuditEntry['changes']> = {};
  const { team, accent, newAddressNotice, title, landingPath, adminContacts } = fields;
  if (team !== undefined && team !== row.team) changes.team = [row.team, team];
  if (accent !== undefined && accent !== row.accent) changes.accent = [row.accent, accent];
  if (newAddressNotice !== undefined && newAddressNotice !== row.newAddressNotice)
    changes.newAddressNotice = [row.newAddressNotice, newAddressNotice];
  if (title !== undefined && title !== row.title) changes.title = ['changed', 'changed'];
  if (landingPath !== undefined && landingPath !== row.landingPath)
    changes.landingPath = [row.landingPath?.slice(1) ?? null, landingPath?.slice(1) ?? null];
  if (adminContacts !== undefined && JSON.stringify(adminContacts) !== JSON.stringify(row.adminContacts))
    changes.adminContacts = [row.adminContacts.length, adminContacts.length];
  const was = new Map<string, unknown>(Object.entries(before));
  for (const [key, value] of Object.entries(after)) {
    if (JSON.stringify(value) === JSON.stringify(was.get(key))) continue;
    changes[`settings.${key}`] =
      key === 'landingText' ? ['changed', 'changed'] : [codeOf(was.get(key)), codeOf(value)];
  }
  return changes;
}

const codeOf = (value: unknown): string | number =>
  typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);

export type DomainAdmin = ReturnType<typeof createDomainAdmin>;
export type DomainInList = Awaited<ReturnType<DomainAdmin['list']>>['items'][number];
export type DomainInFull = Awaited<ReturnType<DomainAdmin['get']>>;
