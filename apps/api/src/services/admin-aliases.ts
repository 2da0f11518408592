import {
  AppError,
  type AliasOrigin,
  type BulkHold,
  type FreeAlias,
  type Mailbox,
} from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type AdminAliasRecord,
  type AliasRow,
  type Database,
  type ErrorScope,
  type NewAuditEntry,
  type Stores,
} from '@ubuntu-aliases/store';
import { heldMails, unheldMails, type NoticeConfig } from './notices.ts';

export interface AliasActor {
  memberId: string;
  /** Domains whose rows may be changed; null for all. */
  scope: ErrorScope;
  requestId: string | null;
}

export interface AdminAliasDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
}

/** What an export was asked to leave out, as codes: a text to search for may be an address and is not kept (R9). */
export interface ExportFilter {
  state?: readonly string[] | undefined;
  reason?: readonly string[] | undefined;
  origin?: readonly AliasOrigin[] | undefined;
  withoutRecipient?: string | undefined;
  unclaimed?: string | undefined;
  domain?: readonly string[] | undefined;
}

/** What admins do with one address. Each act, its audit entry and its mail are one transaction (R6). */
export function createAdminAliasService({ database, notices, clock }: AdminAliasDeps) {
  const outside = createStores(database.client);

  async function get(id: string, scope: ErrorScope): Promise<AdminAliasRecord> {
    const alias = await database.adminAliases.find(id, scope);
    if (!alias) throw new AppError('alias.not_found');
    return alias;
  }

  /** The alias, held for the transaction; somebody else's domain is no different from no alias. */
  async function lock(stores: Stores, id: string, scope: ErrorScope) {
    const alias = await stores.aliases.lock(id);
    const domain = alias && (await stores.domains.listAll()).find((d) => d.id === alias.domainId);
    if (!alias || !domain || (scope !== null && !scope.includes(domain.name)))
      throw new AppError('alias.not_found');
    return { alias, domain, address: `${alias.localPart}@${domain.name}` };
  }

  const entry = (action: string, alias: AliasRow, { memberId, requestId }: AliasActor): NewAuditEntry => ({
    actor: { kind: 'admin', memberId },
    action,
    memberId: alias.memberId,
    aliasId: alias.id,
    domainId: alias.domainId,
    requestId,
  });

  const service = {
    list: database.adminAliases.list,
    get,

    /** Mail is refused until an admin lifts it. A tombstone refuses mail anyway. */
    async hold(id: string, reason: string, actor: AliasActor): Promise<AdminAliasRecord> {
      await withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const { alias, address } = await lock(stores, id, actor.scope);
        if (alias.heldAt || alias.releasedAt) throw new AppError('request.conflict');
        await stores.aliases.hold(id, reason, clock());
        await stores.audit.append([
          { ...entry('alias.held', alias, actor), reason, changes: { held: ['no', 'yes'] } },
        ]);
        const owner = alias.memberId && (await stores.members.find(alias.memberId));
        if (owner) await stores.outbox.add(heldMails(owner, address, reason, notices), clock());
      });
      return get(id, actor.scope);
    },

    async unhold(id: string, reason: string | null, actor: AliasActor): Promise<AdminAliasRecord> {
      await withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const { alias, address } = await lock(stores, id, actor.scope);
        if (!alias.heldAt) throw new AppError('request.conflict');
        await stores.aliases.unhold(id);
        await stores.audit.append([
          { ...entry('alias.unheld', alias, actor), reason, changes: { held: ['yes', 'no'] } },
        ]);
        // One that refuses mail for another reason is no news to its owner.
        const takesMail = !alias.releasedAt && alias.entitlement !== 'suspended';
        const owner = takesMail && alias.memberId && (await stores.members.find(alias.memberId));
        if (owner) await stores.outbox.add(unheldMails(owner, address, notices), clock());
      });
      return get(id, actor.scope);
    },

    /** Makes the name of a tombstone anybody's again (R2). The row goes; what it was is what this gives back. */
    async free(id: string, { confirm, reason }: FreeAlias, actor: AliasActor): Promise<AdminAliasRecord> {
      const before = await get(id, actor.scope);
      await withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const { alias, address } = await lock(stores, id, actor.scope);
        if (!alias.releasedAt) throw new AppError('request.conflict');
        if (confirm !== undefined && confirm.trim().toLowerCase() !== address)
          throw new AppError('request.invalid', {
            details: { where: 'body', problems: [{ field: 'confirm', code: 'other_address' }] },
          });
        await stores.audit.append([
          {
            ...entry('alias.freed', alias, actor),
            reason: reason ?? null,
            address,
            changes: { state: ['released', null] },
          },
        ]);
        await stores.aliases.free(id, clock());
      });
      return before;
    },

    /** One after the other, each checked and committed by itself: what was refused does not undo what was done. */
    async holdMany({ action, ids, reason }: BulkHold, actor: AliasActor) {
      const items: {
        id: string;
        outcome: 'done' | 'wrong_state' | 'not_found';
        alias: AdminAliasRecord | null;
      }[] = [];
      for (const id of new Set(ids)) {
        try {
          items.push({ id, outcome: 'done', alias: await service[action](id, reason, actor) });
        } catch (error) {
          const code = error instanceof AppError ? error.code : null;
          if (code === 'alias.not_found') items.push({ id, outcome: 'not_found', alias: null });
          else if (code === 'request.conflict')
            items.push({
              id,
              outcome: 'wrong_state',
              alias: await database.adminAliases.find(id, actor.scope),
            });
          else throw error;
        }
      }
      return items;
    },

    /** Where mail goes, in full: told only once it is recorded who asked (R8, R9). */
    reveal: (id: string, actor: AliasActor): Promise<Mailbox[]> =>
      withTransaction(database, async (tx) => {
        const stores = createStores(tx);
        const { alias } = await lock(stores, id, actor.scope);
        await stores.audit.append([entry('alias.revealed', alias, actor)]);
        return stores.aliases.listRecipients(id);
      }),

    /** Recorded before the first row leaves. */
    async recordExport(filter: ExportFilter, { memberId, requestId }: AliasActor): Promise<void> {
      const [domain, ...others] = filter.domain ?? [];
      const row =
        domain !== undefined && others.length === 0 ? await outside.domains.findByName(domain) : null;
      const { state, reason, origin, withoutRecipient, unclaimed } = filter;
      const codes = Object.entries({ state, reason, origin, withoutRecipient, unclaimed }).flatMap(
        ([name, value]) => (value?.length ? [[name, [null, String(value)]] as const] : []),
      );
      await outside.audit.append([
        {
          actor: { kind: 'admin', memberId },
          action: 'alias.exported',
          domainId: row?.id ?? null,
          requestId,
          changes: Object.fromEntries(codes) as NonNullable<NewAuditEntry['changes']>,
        },
      ]);
    },

    readAll: database.adminAliases.readAll,
  };
  return service;
}

export type AdminAliasService = ReturnType<typeof createAdminAliasService>;
