import { z } from 'zod';
import {
  AppError,
  aliasSchema,
  claimForSchema,
  confirmClaimSchema,
  pendingClaimsSchema,
} from '@ubuntu-aliases/shared';
import type { RequestReads } from '@ubuntu-aliases/store';
import type { ClaimService } from '../../../services/claims/claims.ts';
import type { Api } from '../../guard.ts';
import { writeScope } from '../../middleware/require-member.ts';
import { presentAlias } from '../aliases/present-alias.ts';

const params = z.object({ id: z.uuid() });

export function claimRoutes(
  { endpoint }: Api,
  { claims, reads, clock }: { claims: ClaimService; reads: RequestReads; clock: () => Date },
): void {
  async function presentOwned(memberId: string, aliasId: string) {
    const alias = await reads.findAlias(memberId, aliasId);
    if (!alias) throw new AppError('alias.not_found');
    return presentAlias(alias, clock());
  }

  endpoint(
    {
      method: 'get',
      path: '/me/claims',
      summary: 'Addresses of the service before that wait for me; links went to where they forward to',
      tag: 'Addresses',
      access: 'member',
      status: 200,
      response: pendingClaimsSchema,
    },
    async ({ member }) => ({ items: await claims.list(member.id) }),
  );

  endpoint(
    {
      method: 'post',
      path: '/me/claims/:id/confirm',
      summary: 'Take an address over with the token of its link',
      tag: 'Addresses',
      access: 'member',
      params,
      body: confirmClaimSchema,
      status: 200,
      response: aliasSchema,
      refusals: ['claim.not_found', 'alias.taken', 'request.conflict'],
    },
    async ({ member, params: { id }, body, requestId }) => {
      const alias = await claims.confirm(member.id, id, body.token, requestId);
      return presentOwned(member.id, alias.id);
    },
  );

  endpoint(
    {
      method: 'post',
      path: '/admin/aliases/:id/claim',
      summary: 'Give an unclaimed address to a member; for an admin of everything',
      tag: 'Admin: addresses',
      access: 'admin',
      params,
      body: claimForSchema,
      status: 200,
      response: aliasSchema,
      refusals: ['alias.not_found', 'member.not_found', 'member.banned', 'alias.taken'],
    },
    async ({ member, params: { id }, body, requestId }) => {
      if (writeScope(member) !== null) throw new AppError('auth.forbidden');
      const alias = await claims.claimFor(id, body.memberId, {
        adminId: member.id,
        reason: body.reason,
        requestId,
      });
      return presentOwned(body.memberId, alias.id);
    },
  );
}
