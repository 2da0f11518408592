import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { z } from 'zod';
import {
  AppError,
  endedSessionsSchema,
  sessionPageSchema,
  sessionSchema,
  type Session,
} from '@ubuntu-aliases/shared';
import type { SessionRow, Stores } from '@ubuntu-aliases/store';
import { describeUserAgent } from '../../../domain/user-agent.ts';
import { currentSession } from '../../auth/session.ts';
import type { Api } from '../../guard.ts';
import { requireVersion, versionTag } from '../../preconditions.ts';

const tag = 'Sessions';
const params = z.object({ id: z.uuid() });
/** A session has no versions: it is there or it is not. */
const VERSION = 0;

/** Where the member is signed in; each can be ended, this one by signing out as well. */
export function sessionRoutes(
  { endpoint }: Api,
  { sessions, clock }: { sessions: Stores['sessions']; clock: () => Date },
): void {
  endpoint(
    {
      method: 'get',
      path: '/me/sessions',
      summary: 'Where I am signed in, latest use first',
      tag,
      access: 'member',
      status: 200,
      response: sessionPageSchema,
    },
    async ({ ctx, member }) => {
      const rows = await sessions.listOf(member.id, clock());
      const items = rows.map((row) => presentSession(row, ctx));
      ctx.set('ETag', versionTag(member.id, listVersion(rows), items));
      return { items, nextCursor: null };
    },
  );

  endpoint(
    {
      method: 'get',
      path: '/me/sessions/:id',
      summary: 'One of them',
      tag,
      access: 'member',
      params,
      status: 200,
      response: sessionSchema,
      refusals: ['session.not_found'],
    },
    async ({ ctx, member, params: { id } }) => {
      const row = await sessions.find(member.id, id, clock());
      if (!row) throw new AppError('session.not_found');
      const answer = presentSession(row, ctx);
      ctx.set('ETag', versionTag(id, VERSION, answer));
      return answer;
    },
  );

  endpoint(
    {
      method: 'delete',
      path: '/me/sessions/:id',
      summary: 'End one; its cookie is worth nothing from then on',
      tag,
      access: 'member',
      conditional: true,
      params,
      status: 200,
      response: endedSessionsSchema,
      refusals: ['session.not_found'],
    },
    async ({ ctx, member, params: { id } }) => {
      const row = await sessions.find(member.id, id, clock());
      if (!row) throw new AppError('session.not_found');
      requireVersion(ctx, id, VERSION);
      await sessions.destroy(row.idHash);
      return { ended: 1 };
    },
  );

  endpoint(
    {
      method: 'delete',
      path: '/me/sessions',
      summary: 'End all others',
      tag,
      access: 'member',
      conditional: true,
      status: 200,
      response: endedSessionsSchema,
    },
    async ({ ctx, member }) => {
      const rows = await sessions.listOf(member.id, clock());
      requireVersion(ctx, member.id, listVersion(rows));
      const current = currentSession(ctx);
      if (!current) throw new AppError('auth.required');
      return { ended: await sessions.destroyOthers(member.id, current.idHash) };
    },
  );
}

/** Which ones there are, as one number; use of them does not change it. */
function listVersion(rows: readonly SessionRow[]): number {
  const ids = rows.map((row) => row.publicId).sort();
  return createHash('sha256').update(ids.join()).digest().readUInt32BE(0);
}

function presentSession(row: SessionRow, ctx: Context): Session {
  return {
    id: row.publicId,
    ...describeUserAgent(row.userAgent),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    isCurrent: currentSession(ctx)?.idHash === row.idHash,
  };
}
