import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import {
  addDomainSchema,
  adminDomainDetailSchema,
  adminDomainPageSchema,
  adminDomainQuerySchema,
  domainActSchema,
  retireDomainSchema,
  updateDomainSchema,
} from '@ubuntu-aliases/shared';
import type { AdminActor } from '../../../services/admin-actor.ts';
import type { DomainAdmin } from '../../../services/domain-admin.ts';
import type { DomainCheckService } from '../../../services/domain-checks.ts';
import type { Api } from '../../guard.ts';
import {
  readScope,
  requireEverything,
  writeScope,
  type CurrentMember,
} from '../../middleware/require-member.ts';
import { setNextLink } from '../../next-link.ts';
import { requireVersion, versionTag } from '../../preconditions.ts';
import { presentDomain, presentDomainDetail } from './present-domain.ts';

const params = z.object({ id: z.uuid() });

export interface AdminDomainServices {
  domainAdmin: DomainAdmin;
  domainChecks: DomainCheckService;
  /** Checks that one admin may ask for. */
  checkLimit: Middleware;
}

export function adminDomainRoutes(
  { endpoint }: Api,
  { domainAdmin, domainChecks, checkLimit }: AdminDomainServices,
): void {
  const all = { tag: 'Domains', access: 'admin', status: 200 } as const;
  const one = { ...all, params, response: adminDomainDetailSchema, refusals: ['domain.not_found'] } as const;

  const present = async (ctx: Context, id: string, scope: AdminActor['scope']) => {
    const domain = await domainAdmin.get(id, scope);
    const answer = presentDomainDetail(domain);
    ctx.set('ETag', versionTag(id, domain.row.version, answer));
    return answer;
  };
  const everything = (member: CurrentMember, requestId: string): AdminActor => ({
    memberId: member.id,
    scope: requireEverything(member),
    requestId,
  });

  endpoint(
    {
      ...all,
      method: 'get',
      path: '/admin/domains',
      summary: 'Managed domains and what DNS says about them, by name',
      query: adminDomainQuerySchema,
      response: adminDomainPageSchema,
    },
    async ({ ctx, member, query }) => {
      const { items, nextCursor } = await domainAdmin.list(query, readScope(member));
      setNextLink(ctx, nextCursor);
      return { items: items.map(presentDomain), nextCursor };
    },
  );

  endpoint(
    {
      ...one,
      method: 'post',
      path: '/admin/domains',
      summary: 'Add a domain; addresses follow its proof. Admins of everything only',
      params: undefined,
      status: 201,
      body: addDomainSchema,
      refusals: ['request.conflict'],
    },
    async ({ ctx, member, body, requestId }) => {
      const id = await domainAdmin.add(body, everything(member, requestId));
      ctx.set('Location', `/api/v1/admin/domains/${id}`);
      return present(ctx, id, null);
    },
  );

  endpoint(
    { ...one, method: 'get', path: '/admin/domains/:id', summary: 'One domain: records, settings, history' },
    async ({ ctx, member, params: { id } }) => present(ctx, id, readScope(member)),
  );

  endpoint(
    {
      ...one,
      method: 'patch',
      path: '/admin/domains/:id',
      summary: 'Contacts, texts and notices by its admins; everything else by admins of everything',
      conditional: true,
      body: updateDomainSchema,
      refusals: ['domain.not_found', 'request.conflict'],
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      const scope = writeScope(member);
      const { row } = await domainAdmin.get(id, scope);
      const version = requireVersion(ctx, id, row.version);
      await domainAdmin.update(id, version, body, { memberId: member.id, scope, requestId });
      return present(ctx, id, scope);
    },
  );

  endpoint(
    {
      ...one,
      method: 'post',
      path: '/admin/domains/:id/checks',
      summary: 'Ask DNS now; takes some seconds when a server does not answer',
    },
    async ({ ctx, member, params: { id }, requestId }) => {
      const scope = writeScope(member);
      await domainAdmin.get(id, scope);
      await domainChecks.check(id, requestId);
      return present(ctx, id, scope);
    },
    checkLimit,
  );

  endpoint(
    {
      ...one,
      method: 'post',
      path: '/admin/domains/:id/prove',
      summary: 'Count its ownership as proven, with a reason; admins of everything only',
      body: domainActSchema,
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      await domainAdmin.prove(id, body.reason, everything(member, requestId));
      return present(ctx, id, null);
    },
  );

  endpoint(
    {
      ...one,
      method: 'post',
      path: '/admin/domains/:id/retire',
      conditional: true,
      summary:
        'No new addresses, those that are there through their grace; `confirm` is its name. Admins of everything only',
      body: retireDomainSchema,
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      const actor = everything(member, requestId);
      const version = requireVersion(ctx, id, (await domainAdmin.get(id, null)).row.version);
      await domainAdmin.retire(id, version, body, actor);
      return present(ctx, id, null);
    },
  );

  endpoint(
    {
      ...one,
      method: 'post',
      path: '/admin/domains/:id/unretire',
      conditional: true,
      summary: 'In use again, with a reason: who is entitled has the address back. Admins of everything only',
      body: domainActSchema,
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      const actor = everything(member, requestId);
      const version = requireVersion(ctx, id, (await domainAdmin.get(id, null)).row.version);
      await domainAdmin.unretire(id, version, body.reason, actor);
      return present(ctx, id, null);
    },
  );
}
