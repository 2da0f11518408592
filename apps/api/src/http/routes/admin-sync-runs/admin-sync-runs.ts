import { z } from 'zod';
import {
  decidedSyncRunSchema,
  startedSyncRunsSchema,
  startSyncRunSchema,
  syncDecisionSchema,
  syncRunItemPageSchema,
  syncRunItemQuerySchema,
  syncRunPageSchema,
  syncRunQuerySchema,
  syncRunSchema,
} from '@ubuntu-aliases/shared';
import type { SyncRunService } from '../../../services/sync/runs.ts';
import type { Api } from '../../guard.ts';
import { readScope, writeScope } from '../../middleware/require-member.ts';
import { setNextLink } from '../../next-link.ts';
import { versionTag } from '../../preconditions.ts';
import { presentSyncRun, presentSyncRunItem } from './present-sync-run.ts';

const params = z.object({ id: z.uuid() });

export function adminSyncRunRoutes({ endpoint }: Api, { syncRuns }: { syncRuns: SyncRunService }): void {
  const common = { tag: 'Membership sync', access: 'admin' } as const;
  const refusals = ['sync_run.not_found'] as const;

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/admin/sync-runs',
      summary: 'Runs, latest first, and how Launchpad is doing',
      status: 200,
      query: syncRunQuerySchema,
      response: syncRunPageSchema,
    },
    async ({ ctx, member, query }) => {
      const { items, nextCursor, launchpad } = await syncRuns.list(query, readScope(member));
      setNextLink(ctx, nextCursor);
      return {
        items: await Promise.all(
          items.map(async (run) => presentSyncRun(run, await syncRuns.canAcceptRoster(run))),
        ),
        nextCursor,
        launchpad: { state: launchpad.state, until: launchpad.until?.toISOString() ?? null },
      };
    },
  );

  endpoint(
    {
      ...common,
      method: 'post',
      path: '/admin/sync-runs',
      summary: 'Run the sync of one domain, or of all, for real or as a plan only',
      status: 202,
      body: startSyncRunSchema,
      response: startedSyncRunsSchema,
      refusals: ['domain.not_found'],
    },
    async ({ member, body, requestId }) => {
      const scope = writeScope(member);
      const items = await syncRuns.start(body, { memberId: member.id, scope, requestId });
      const [only] = items;
      return body.domain !== undefined && only ? only : { items };
    },
  );

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/admin/sync-runs/:id',
      summary: 'One run: how far it is, or what came of it',
      status: 200,
      params,
      response: syncRunSchema,
      refusals,
    },
    async ({ ctx, member, params: { id } }) => {
      const run = await syncRuns.get(id, readScope(member));
      const answer = presentSyncRun(run, await syncRuns.canAcceptRoster(run));
      ctx.set('ETag', versionTag(run.id, run.version, answer));
      return answer;
    },
  );

  endpoint(
    {
      ...common,
      method: 'get',
      path: '/admin/sync-runs/:id/items',
      summary: 'The plan of a run, line by line',
      status: 200,
      params,
      query: syncRunItemQuerySchema,
      response: syncRunItemPageSchema,
      refusals,
    },
    async ({ ctx, member, params: { id }, query }) => {
      const { items, nextCursor } = await syncRuns.listItems(id, query, readScope(member));
      setNextLink(ctx, nextCursor);
      return { items: items.map(presentSyncRunItem), nextCursor };
    },
  );

  const decisions = [
    ['apply', 'Approve the plan that waits', syncRuns.apply],
    ['reject', 'Reject the plan that waits', syncRuns.reject],
    ['accept-roster', 'Accept the roster of a stopped run', syncRuns.acceptRoster],
  ] as const;
  for (const [name, summary, decide] of decisions) {
    endpoint(
      {
        ...common,
        method: 'post',
        path: `/admin/sync-runs/:id/${name}`,
        summary,
        status: 202,
        params,
        body: syncDecisionSchema,
        response: decidedSyncRunSchema,
        refusals: [...refusals, 'request.conflict'],
      },
      ({ member, params: { id }, body: { reason }, requestId }) =>
        decide(id, { reason, actor: { memberId: member.id, scope: writeScope(member), requestId } }),
    );
  }
}
