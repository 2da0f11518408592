import type { Context } from 'koa';
import { z } from 'zod';
import {
  dataExportSchema,
  dataExportsSchema,
  exportQuerySchema,
  exportSchema,
  leaveSchema,
  leftSchema,
  type Export,
} from '@ubuntu-aliases/shared';
import { toCsv, type ExportService } from '../../../services/export.ts';
import type { LeaveService } from '../../../services/leave.ts';
import type { Api } from '../../guard.ts';
import { requireVersion } from '../../preconditions.ts';

/** A file to be saved; the answer's JSON itself unless it is wanted as CSV. */
function asFile(ctx: Context, data: Export, format: 'json' | 'csv'): Export {
  ctx.set('Cache-Control', 'no-store');
  ctx.attachment(`ubuntu-email-aliases.${format}`);
  if (format === 'csv') {
    ctx.status = 200;
    ctx.body = toCsv(data);
  }
  ctx.type = format;
  return data;
}

/** Taking one's data along, and leaving. */
export function personalDataRoutes(
  { endpoint }: Api,
  { exports, leaving }: { exports: ExportService; leaving: LeaveService },
): void {
  const common = { tag: 'Me', access: 'member' } as const;
  const file = {
    ...common,
    method: 'get',
    query: exportQuerySchema,
    status: 200,
    response: exportSchema,
    alsoSends: 'text/csv',
  } as const;

  endpoint(
    {
      ...file,
      path: '/me/export',
      summary: 'Everything that is kept about me, as JSON or CSV; refused when it is too much for that',
      refusals: ['request.conflict'],
    },
    async ({ ctx, member, query }) => asFile(ctx, await exports.exportMember(member.id), query.format),
  );

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/me/exports',
      summary: 'Whether it is too much to be made on the spot, and what the worker has made',
      status: 200,
      response: dataExportsSchema,
    },
    ({ member }) => exports.list(member.id),
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/me/exports',
      summary: 'Let the worker put it together; a mail says when it is there',
      status: 202,
      response: dataExportSchema,
    },
    ({ member }) => exports.request(member.id),
  );

  endpoint(
    {
      ...file,
      path: '/me/exports/:id/file',
      summary: 'What the worker has made, as JSON or CSV, until it expires',
      params: z.object({ id: z.uuid() }),
      refusals: ['request.not_found'],
    },
    async ({ ctx, member, params, query }) =>
      asFile(ctx, await exports.open(member.id, params.id), query.format),
  );

  endpoint(
    {
      ...common,
      method: 'delete',
      path: '/me',
      summary: 'Leave: everything about me goes, my addresses are nobody else’s from then on',
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
