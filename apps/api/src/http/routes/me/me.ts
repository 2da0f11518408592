import type { Middleware } from 'koa';
import {
  eligibilitySchema,
  meSchema,
  readNotifications,
  updateMeSchema,
  type Me,
} from '@ubuntu-aliases/shared';
import type { MemberService } from '../../../services/members.ts';
import type { Api } from '../../guard.ts';
import type { CurrentMember } from '../../middleware/require-member.ts';
import { requireVersion, versionTag } from '../../preconditions.ts';

/** Written out field by field: what leaves is decided here. */
export function presentMe(member: CurrentMember): Me {
  const { claimedIdentifier, launchpadName, displayName, email, locale, timeZone, roles } = member;
  const isAdmin = roles.length > 0;
  const notifications = readNotifications(member.notifications);
  return {
    member: {
      claimedIdentifier,
      launchpadName,
      displayName,
      email,
      isAdmin,
      locale,
      timeZone,
      notifications,
      roles,
    },
  };
}

export function meRoutes(
  { endpoint }: Api,
  { members, verificationLimit }: { members: MemberService; verificationLimit: Middleware },
): void {
  const tag = 'Me';

  endpoint(
    {
      method: 'get',
      path: '/me',
      summary: 'Who is signed in',
      tag,
      access: 'member',
      status: 200,
      response: meSchema,
    },
    async ({ ctx, member }) => {
      const me = presentMe(member);
      ctx.set('ETag', versionTag(member.id, member.version, me));
      return me;
    },
  );

  endpoint(
    {
      method: 'patch',
      path: '/me',
      summary: 'Change language, time zone, or which mails I get',
      tag,
      access: 'member',
      conditional: true,
      body: updateMeSchema,
      status: 200,
      response: meSchema,
    },
    async ({ ctx, member, body }) => {
      const version = requireVersion(ctx, member.id, member.version);
      const row = await members.updateSettings(member.id, version, body);
      const me = presentMe({ ...member, ...row, roles: member.roles });
      ctx.set('ETag', versionTag(row.id, row.version, me));
      return me;
    },
  );

  endpoint(
    {
      method: 'get',
      path: '/me/eligibility',
      summary: 'Each rule and each domain, with what stands in the way',
      tag,
      access: 'member',
      status: 200,
      response: eligibilitySchema,
    },
    ({ member }) => members.getEligibility(member.id),
  );

  endpoint(
    {
      method: 'post',
      path: '/me/verification',
      summary: 'Ask Launchpad again; adds and restores, never takes away',
      tag,
      access: 'member',
      status: 202,
      response: eligibilitySchema,
    },
    async ({ member, requestId }) => {
      await members.recheck(member.id, requestId);
      return members.getEligibility(member.id);
    },
    verificationLimit,
  );
}
