import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import {
  changedErrorStatesSchema,
  changeErrorStatesSchema,
  errorEntryDetailSchema,
  errorEntryPageSchema,
  errorEntryQuerySchema,
  retriedSchema,
  revealedPersonSchema,
  updateErrorEntrySchema,
} from '@ubuntu-aliases/shared';
import type { ErrorLogService } from '../../../services/error-log.ts';
import type { Api } from '../../guard.ts';
import { readScope, writeScope } from '../../middleware/require-member.ts';
import { setNextLink } from '../../next-link.ts';
import { requireVersion, versionTag } from '../../preconditions.ts';
import { presentErrorEntry, presentErrorEntryDetail } from './present-error-entry.ts';

const params = z.object({ id: z.uuid() });

export function adminErrorRoutes(
  { endpoint }: Api,
  { errorLog, checkLimit }: { errorLog: ErrorLogService; checkLimit: Middleware },
): void {
  const common = {
    tag: 'Error log',
    access: 'admin',
    status: 200,
    refusals: ['error_entry.not_found'],
  } as const;

  const present = (ctx: Context, entry: Awaited<ReturnType<ErrorLogService['get']>>) => {
    const answer = presentErrorEntryDetail(entry);
    ctx.set('ETag', versionTag(entry.id, entry.version, answer));
    return answer;
  };

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/admin/errors',
      summary: 'Refusals and faults, latest first',
      query: errorEntryQuerySchema,
      response: errorEntryPageSchema,
    },
    async ({ ctx, member, query }) => {
      const { items, nextCursor, total } = await errorLog.list(query, readScope(member));
      setNextLink(ctx, nextCursor);
      return { items: items.map(presentErrorEntry), nextCursor, total };
    },
  );

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/admin/errors/:id',
      summary: 'One entry with its occurrences',
      params,
      response: errorEntryDetailSchema,
    },
    async ({ ctx, member, params: { id } }) => {
      const entry = await errorLog.get(id, readScope(member));
      return present(ctx, entry);
    },
  );

  endpoint(
    {
      ...common,
      method: 'patch',
      path: '/admin/errors/:id',
      summary: 'Acknowledge, resolve, open again, note',
      conditional: true,
      params,
      body: updateErrorEntrySchema,
      response: errorEntryDetailSchema,
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      const scope = writeScope(member);
      const before = await errorLog.get(id, scope);
      const version = requireVersion(ctx, before.id, before.version);
      const entry = await errorLog.update(id, version, body, { memberId: member.id, scope, requestId });
      return present(ctx, entry);
    },
  );

  endpoint(
    {
      method: 'post',
      path: '/admin/error-changes',
      summary: 'One state for several entries; each is checked by itself',
      tag: 'Error log',
      access: 'admin',
      status: 200,
      body: changeErrorStatesSchema,
      response: changedErrorStatesSchema,
    },
    async ({ member, body, requestId }) =>
      errorLog.changeStates(body, { memberId: member.id, scope: writeScope(member), requestId }),
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/errors/:id/retry',
      summary: 'Try again: check the person, or send the mails that wait',
      status: 202,
      params,
      response: retriedSchema,
      refusals: ['error_entry.not_found', 'request.conflict'],
    },
    async ({ member, params: { id }, requestId }) => ({
      retried: await errorLog.retry(id, { memberId: member.id, scope: writeScope(member), requestId }),
    }),
    checkLimit,
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/errors/:id/reveal',
      // Nobody's name is kept for a second asking.
      forgetsAnswer: true,
      summary: 'The person in full; recorded in the audit log',
      params,
      response: revealedPersonSchema,
    },
    async ({ ctx, member, params: { id }, requestId }) => {
      ctx.set('Cache-Control', 'no-store');
      return errorLog.reveal(id, { memberId: member.id, scope: writeScope(member), requestId });
    },
  );
}
