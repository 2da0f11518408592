import { z } from 'zod';
import {
  AppError,
  aliasPageSchema,
  aliasSchema,
  pageQuerySchema,
  updateAliasSchema,
} from '@ubuntu-aliases/shared';
import type { RequestReads } from '@ubuntu-aliases/store';
import type { Api } from '../../guard.ts';
import { setNextLink } from '../../next-link.ts';
import type { PauseService } from '../../../services/pauses.ts';
import { requireVersion, versionTag } from '../../preconditions.ts';
import { presentAlias } from './present-alias.ts';

export function aliasRoutes(
  { endpoint }: Api,
  { reads, pauses, clock }: { reads: RequestReads; pauses: PauseService; clock: () => Date },
): void {
  const tag = 'Addresses';

  endpoint(
    {
      method: 'get',
      path: '/aliases',
      summary: 'My addresses',
      tag,
      access: 'member',
      query: pageQuerySchema,
      status: 200,
      response: aliasPageSchema,
    },
    async ({ ctx, member, query }) => {
      const page = await reads.listAliases(member.id, query);
      setNextLink(ctx, page.nextCursor);
      return { items: page.items.map((alias) => presentAlias(alias, clock())), nextCursor: page.nextCursor };
    },
  );

  endpoint(
    {
      method: 'get',
      path: '/aliases/:id',
      summary: 'One of my addresses',
      tag,
      access: 'member',
      params: z.object({ id: z.uuid() }),
      status: 200,
      response: aliasSchema,
      refusals: ['alias.not_found'],
    },
    async ({ ctx, member, params }) => {
      const alias = await reads.findAlias(member.id, params.id);
      if (!alias) throw new AppError('alias.not_found');
      const answer = presentAlias(alias, clock());
      ctx.set('ETag', versionTag(alias.id, alias.version, answer));
      return answer;
    },
  );

  endpoint(
    {
      method: 'patch',
      path: '/aliases/:id',
      summary: 'Pause it, choosing what senders are told and until when, or resume it',
      tag,
      access: 'member',
      conditional: true,
      params: z.object({ id: z.uuid() }),
      body: updateAliasSchema,
      status: 200,
      response: aliasSchema,
      refusals: ['alias.not_found'],
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      const before = await reads.findAlias(member.id, id);
      if (!before) throw new AppError('alias.not_found');
      const version = requireVersion(ctx, id, before.version);
      await pauses.update({ memberId: member.id, requestId }, id, version, body);
      const after = await reads.findAlias(member.id, id);
      if (!after) throw new AppError('alias.not_found');
      const answer = presentAlias(after, clock());
      ctx.set('ETag', versionTag(after.id, after.version, answer));
      return answer;
    },
  );
}
