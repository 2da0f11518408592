import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { z } from 'zod';
import {
  adminAliasFilterSchema,
  adminAliasPageSchema,
  adminAliasQuerySchema,
  adminAliasSchema,
  AppError,
  bulkHoldResultSchema,
  bulkHoldSchema,
  freeSchema,
  holdSchema,
  revealedRecipientsSchema,
  unholdSchema,
} from '@ubuntu-aliases/shared';
import type { AdminAliasRecord } from '@ubuntu-aliases/store';
import type { AdminAliasService, AliasActor } from '../../../services/admin-aliases.ts';
import type { Api, Call } from '../../guard.ts';
import { readScope, writeScope } from '../../middleware/require-member.ts';
import { setNextLink } from '../../next-link.ts';
import { versionTag } from '../../preconditions.ts';
import { aliasCsv } from './alias-csv.ts';
import { presentAdminAlias } from './present-admin-alias.ts';

const params = z.object({ id: z.uuid() });

export function adminAliasRoutes(
  { endpoint }: Api,
  { adminAliases, clock }: { adminAliases: AdminAliasService; clock: () => Date },
): void {
  const common = { tag: 'Addresses of everybody', access: 'admin', status: 200 } as const;
  const one = { ...common, params, response: adminAliasSchema, refusals: ['alias.not_found'] } as const;
  const act = { ...one, method: 'post', refusals: ['alias.not_found', 'request.conflict'] } as const;

  const present = (ctx: Context, alias: AdminAliasRecord) => {
    const answer = presentAdminAlias(alias, clock());
    ctx.set('ETag', versionTag(alias.id, alias.version, answer));
    return answer;
  };
  const actorOf = ({
    member,
    requestId,
  }: Pick<Call<unknown, unknown, unknown>, 'member' | 'requestId'>): AliasActor => ({
    memberId: member.id,
    scope: writeScope(member),
    requestId,
  });

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/admin/aliases',
      summary: 'Addresses, filtered and sorted',
      query: adminAliasQuerySchema,
      response: adminAliasPageSchema,
    },
    async ({ ctx, member, query }) => {
      const now = clock();
      const { items, nextCursor, total } = await adminAliases.list(query, readScope(member), now);
      setNextLink(ctx, nextCursor);
      return { items: items.map((alias) => presentAdminAlias(alias, now)), nextCursor, total };
    },
  );

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/admin/aliases.csv',
      summary: 'The same as a table, all rows of it; recipients stay masked; recorded in the audit log',
      query: adminAliasFilterSchema,
      contentType: 'text/csv',
      response: z.instanceof(Readable),
    },
    async ({ ctx, member, query, requestId }) => {
      const scope = readScope(member);
      const now = clock();
      // A HEAD request takes nothing away.
      if (ctx.method === 'GET')
        await adminAliases.recordExport(query, { memberId: member.id, scope, requestId });
      async function* pages() {
        for await (const page of adminAliases.readAll(query, scope, now))
          yield page.map((alias) => presentAdminAlias(alias, now));
      }
      ctx.set('Cache-Control', 'no-store');
      ctx.attachment(`addresses-${now.toISOString().slice(0, 10)}.csv`);
      ctx.type = 'text/csv; charset=utf-8';
      return Readable.from(aliasCsv(pages()));
    },
  );

  endpoint(
    { ...one, method: 'get', path: '/admin/aliases/:id', summary: 'One address' },
    async ({ ctx, member, params: { id } }) => present(ctx, await adminAliases.get(id, readScope(member))),
  );

  endpoint(
    {
      ...act,
      path: '/admin/aliases/:id/hold',
      summary: 'Refuse mail until an admin lifts it',
      body: holdSchema,
    },
    async (call) =>
      present(call.ctx, await adminAliases.hold(call.params.id, call.body.reason, actorOf(call))),
  );

  endpoint(
    {
      ...act,
      path: '/admin/aliases/:id/unhold',
      summary: 'Lift a hold',
      body: unholdSchema,
      isBodyOptional: true,
    },
    async (call) =>
      present(call.ctx, await adminAliases.unhold(call.params.id, call.body.reason ?? null, actorOf(call))),
  );

  endpoint(
    {
      ...act,
      path: '/admin/aliases/:id/free',
      summary: 'Make the name of a released address available again; the answer is what it was',
      body: freeSchema,
      isBodyOptional: true,
    },
    async (call) => {
      const actor = actorOf(call);
      if (actor.scope !== null) throw new AppError('auth.forbidden');
      return presentAdminAlias(await adminAliases.free(call.params.id, call.body, actor), clock());
    },
  );

  endpoint(
    {
      ...one,
      method: 'post',
      path: '/admin/aliases/:id/reveal',
      // Nobody's address is kept for a second asking.
      forgetsAnswer: true,
      summary: 'Recipients in full; recorded in the audit log',
      response: revealedRecipientsSchema,
    },
    async (call) => {
      call.ctx.set('Cache-Control', 'no-store');
      return { recipients: await adminAliases.reveal(call.params.id, actorOf(call)) };
    },
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/alias-holds',
      summary: 'Hold or unhold several; says of each what happened',
      body: bulkHoldSchema,
      response: bulkHoldResultSchema,
    },
    async (call) => {
      const items = await adminAliases.holdMany(call.body, actorOf(call));
      const now = clock();
      return { items: items.map((i) => ({ ...i, alias: i.alias && presentAdminAlias(i.alias, now) })) };
    },
  );
}
