import { z } from 'zod';
import { AppError, aliasPageSchema, aliasSchema, pageQuerySchema } from '@ubuntu-aliases/shared';
import type { RequestReads } from '@ubuntu-aliases/store';
import type { Api } from '../../guard.ts';
import { setNextLink } from '../../next-link.ts';
import { versionTag } from '../../preconditions.ts';
import { presentAlias } from './present-alias.ts';

export function aliasRoutes(
  { endpoint }: Api,
  { reads, clock }: { reads: RequestReads; clock: () => Date },
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
}
