import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import {
  AppError,
  adminMemberDetailSchema,
  adminMemberPageSchema,
  adminMemberQuerySchema,
  aliasSchema,
  banSchema,
  eligibilitySchema,
  grantAliasSchema,
  revealedPersonSchema,
  setRolesSchema,
} from '@ubuntu-aliases/shared';
import type { AdminActor } from '../../../services/admin-actor.ts';
import type { Bans } from '../../../services/bans.ts';
import type { GrantedAliases } from '../../../services/granted-aliases.ts';
import type { MemberAdmin, MemberInFull } from '../../../services/member-admin.ts';
import type { RoleGrants } from '../../../services/role-grants.ts';
import type { Api } from '../../guard.ts';
import {
  readScope,
  requireEverything,
  writeScope,
  type CurrentMember,
} from '../../middleware/require-member.ts';
import { setNextLink } from '../../next-link.ts';
import { requireVersion, versionTag } from '../../preconditions.ts';
import { presentListedMember, presentMemberDetail } from './present-member.ts';

const params = z.object({ id: z.uuid() });

export interface AdminMemberServices {
  memberAdmin: MemberAdmin;
  bans: Bans;
  roleGrants: RoleGrants;
  grantedAliases: GrantedAliases;
  /** Checks that one admin may ask for. */
  checkLimit: Middleware;
  clock: () => Date;
}

export function adminMemberRoutes(
  { endpoint }: Api,
  { memberAdmin, bans, roleGrants, grantedAliases, checkLimit, clock }: AdminMemberServices,
): void {
  const common = {
    tag: 'Members',
    access: 'admin',
    status: 200,
    refusals: ['member.not_found'],
    params,
  } as const;

  const present = (ctx: Context, member: MemberInFull) => {
    const answer = presentMemberDetail(member, clock());
    ctx.set('ETag', versionTag(member.row.id, member.row.version, answer));
    return answer;
  };
  const changing = (member: CurrentMember, requestId: string): AdminActor => ({
    memberId: member.id,
    scope: writeScope(member),
    requestId,
  });
  const changingAll = (member: CurrentMember, requestId: string): AdminActor => ({
    memberId: member.id,
    scope: requireEverything(member),
    requestId,
  });

  endpoint(
    {
      method: 'get',
      path: '/admin/members',
      summary: 'Members, by name, address or identifier',
      tag: 'Members',
      access: 'admin',
      status: 200,
      query: adminMemberQuerySchema,
      response: adminMemberPageSchema,
    },
    async ({ ctx, member, query }) => {
      const { items, nextCursor, total } = await memberAdmin.list(query, readScope(member));
      setNextLink(ctx, nextCursor);
      return { items: items.map(presentListedMember), nextCursor, total };
    },
  );

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/admin/members/:id',
      summary: 'One member: rules, addresses, roles, history',
      response: adminMemberDetailSchema,
    },
    async ({ ctx, member, params: { id } }) => present(ctx, await memberAdmin.get(id, readScope(member))),
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/members/:id/reveal',
      // Nobody's name is kept for a second asking.
      forgetsAnswer: true,
      summary: 'The person in full; recorded in the audit log',
      response: revealedPersonSchema,
    },
    async ({ ctx, member, params: { id }, requestId }) => {
      ctx.set('Cache-Control', 'no-store');
      return memberAdmin.reveal(id, changing(member, requestId));
    },
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/members/:id/verification',
      summary: 'Ask Launchpad now; adds and restores, never takes away',
      status: 202,
      response: eligibilitySchema,
    },
    async ({ member, params: { id }, requestId }) => {
      const actor = changing(member, requestId);
      await memberAdmin.check(id, actor);
      return (await memberAdmin.get(id, actor.scope)).eligibility;
    },
    checkLimit,
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/members/:id/ban',
      summary: 'Stop a member and end their sessions; admins of everything only',
      body: banSchema,
      response: adminMemberDetailSchema,
      refusals: ['member.not_found', 'request.conflict'],
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      await bans.ban(id, body.reason, changingAll(member, requestId));
      return present(ctx, await memberAdmin.get(id, null));
    },
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/members/:id/unban',
      summary: 'End a ban; what the person is entitled to is restored',
      body: banSchema,
      response: adminMemberDetailSchema,
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      await bans.unban(id, body.reason, changingAll(member, requestId));
      return present(ctx, await memberAdmin.get(id, null));
    },
  );

  endpoint(
    {
      ...common,
      method: 'put',
      path: '/admin/members/:id/roles',
      summary: 'Give and take roles; never one’s own, admins of everything only',
      conditional: true,
      body: setRolesSchema,
      response: adminMemberDetailSchema,
      refusals: ['member.not_found', 'domain.not_found', 'request.conflict'],
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      const actor = changingAll(member, requestId);
      const { row } = await memberAdmin.get(id, null);
      const version = requireVersion(ctx, id, row.version);
      await roleGrants.set(id, version, body, actor);
      return present(ctx, await memberAdmin.get(id, null));
    },
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/members/:id/aliases',
      summary: 'Grant a local part to somebody whose name cannot be used',
      status: 201,
      body: grantAliasSchema,
      response: aliasSchema,
      refusals: [
        'member.not_found',
        'domain.not_found',
        'request.conflict',
        'alias.taken',
        'alias.name_reserved',
        'alias.name_invalid',
        'launchpad.unavailable',
        'launchpad.unexpected_response',
      ],
    },
    async ({ member, params: { id }, body, requestId }) => {
      const actor = changing(member, requestId);
      const aliasId = await grantedAliases.grant(id, body, actor);
      const shown = presentMemberDetail(await memberAdmin.get(id, actor.scope), clock());
      const alias = shown.aliases.find((a) => a.id === aliasId);
      if (!alias) throw new AppError('alias.not_found');
      return alias;
    },
    checkLimit,
  );
}
