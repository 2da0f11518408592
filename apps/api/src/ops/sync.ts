import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createStores } from '@ubuntu-aliases/store';
import { createLog } from '../log.ts';
import { UsageError, type OpsCommand } from './command.ts';

/** Runs the membership sync, here if no worker is quicker: docs/operations/sync.md. */
export const syncCommand: OpsCommand = {
  usage: 'pnpm ops sync [--domain NAME] [--plan]',
  prepare(args) {
    const { values } = parseArgs({
      args,
      options: { domain: { type: 'string' }, plan: { type: 'boolean', default: false } },
    });
    return async ({ database, env, clock }) => {
      // Only here, since it loads most of the service; the other commands start in half the time.
      const { composeSync } = await import('../compose-sync.ts');
      const stores = createStores(database.client);
      const domains = (await stores.domains.listActive()).filter(
        (d) => values.domain === undefined || d.name === values.domain.toLowerCase(),
      );
      if (domains.length === 0) throw new UsageError(`${values.domain ?? ''} is no domain of this service.`);
      const { engine, close } = composeSync(
        { ...env, PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}` },
        { database, clock, log: createLog('silent', {}) },
      );
      try {
        let isWell = true;
        for (const { id: domainId, name } of domains) {
          const mode = values.plan ? 'plan' : 'apply';
          const run = await stores.syncQueue.enqueue(
            { domainId, mode, origin: 'shell', requestedBy: null },
            clock(),
          );
          const end = await untilEnded(run.id);
          const { added, restored, graced, suspended, unmatched } = end;
          const why = end.reasonCode === null ? '' : ` (${end.reasonCode}: ${end.reasonDetail ?? ''})`;
          console.log(
            `${name}: ${end.state}${why}, ${added} added, ${restored} restored, ${graced} in grace, ${suspended} suspended, ${unmatched} never signed in`,
          );
          isWell &&= end.state !== 'stopped' && end.state !== 'failed';
        }
        return isWell ? 0 : 1;
      } finally {
        await close();
      }

      async function untilEnded(id: string) {
        for (;;) {
          // A worker may have it, or another run of the domain is under way: then that is waited for.
          const isDone = await engine.runThis(id, new AbortController().signal);
          const run = await stores.syncRuns.find(id, null);
          if (!run) throw new Error('the run is gone');
          if (!['queued', 'reading', 'applying'].includes(run.state)) return run;
          if (!isDone) await sleep(500);
        }
      }
    };
  },
};
