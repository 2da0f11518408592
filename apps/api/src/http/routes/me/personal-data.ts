import { exportQuerySchema, exportSchema, leaveSchema, leftSchema } from '@ubuntu-aliases/shared';
import { toCsv, type ExportService } from '../../../services/export.ts';
import type { LeaveService } from '../../../services/leave.ts';
import type { Api } from '../../guard.ts';
import { requireVersion } from '../../preconditions.ts';

/** Taking one's data along, and leaving. */
export function personalDataRoutes(
  { endpoint }: Api,
  { exports, leaving }: { exports: ExportService; leaving: LeaveService },
): void {
  const tag = 'Me';

  endpoint(
    {
      method: 'get',
      path: '/me/export',
      summary: 'Everything that is kept about me, as JSON or CSV',
      tag,
      access: 'member',
      query: exportQuerySchema,
      status: 200,
      response: exportSchema,
      alsoSends: 'text/csv',
    },
    async ({ ctx, member, query }) => {
      const data = await exports.exportMember(member.id);
      ctx.set('Cache-Control', 'no-store');
      ctx.attachment(`ubuntu-email-aliases.${query.format}`);
      if (query.format === 'csv') {
        ctx.status = 200;
        ctx.body = toCsv(data);
      }
      ctx.type = query.format;
      return data;
    },
  );

  endpoint(
    {
      method: 'delete',
      path: '/me',
      summary: 'Leave: everything about me goes, my addresses are nobody else’s from then on',
      tag,
      access: 'member',
      conditional: true,
      body: leaveSchema,
      status: 202,
      response: leftSchema,
    },
    async ({ ctx, member, body, requestId }) => {
      const version = requireVersion(ctx, member.id, member.version);
      const { releasedAliases } = await leaving.leave(
        { memberId: member.id, requestId },
        version,
        body.confirm,
      );
      return { state: 'left' as const, releasedAliases };
    },
  );
}
