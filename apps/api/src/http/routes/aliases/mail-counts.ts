import { z } from 'zod';
import { mailCountsSchema, updateMailCountsSchema } from '@ubuntu-aliases/shared';
import type { MailCountService } from '../../../services/mail-counts.ts';
import type { Api } from '../../guard.ts';
import { requireVersion, versionTag } from '../../preconditions.ts';

export function mailCountRoutes({ endpoint }: Api, { mailCounts }: { mailCounts: MailCountService }): void {
  const common = {
    path: '/aliases/:id/mail-counts',
    tag: 'Addresses',
    access: 'member',
    params: z.object({ id: z.uuid() }),
    status: 200,
    response: mailCountsSchema,
    refusals: ['alias.not_found'],
  } as const;

  endpoint(
    { ...common, method: 'get', summary: 'How much mail it had, by day; nothing says from whom' },
    async ({ ctx, member, params: { id } }) => {
      const { version, counts } = await mailCounts.read(member.id, id);
      ctx.set('ETag', versionTag(id, version, counts));
      return counts;
    },
  );

  endpoint(
    {
      ...common,
      method: 'patch',
      summary: 'Count its mail or not; off, what was counted is gone',
      conditional: true,
      body: updateMailCountsSchema,
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      const { version, counts } = await mailCounts.setCounted(
        { memberId: member.id, requestId },
        id,
        (current) => requireVersion(ctx, id, current),
        body.isCounted,
      );
      ctx.set('ETag', versionTag(id, version, counts));
      return counts;
    },
  );
}
