import { statusSchema } from '@ubuntu-aliases/shared';
import type { Stores } from '@ubuntu-aliases/store';
import type { Api } from '../../guard.ts';

/** A mail that waits this long (milliseconds) means that the mail server is in trouble. */
const MAIL_DELAYED_AFTER = 5 * 60_000;

export function statusRoutes(
  { endpoint }: Api,
  { stores, clock, version }: { stores: Stores; clock: () => Date; version: string },
): void {
  endpoint(
    {
      method: 'get',
      path: '/status',
      summary: 'Whether the parts of the service work',
      tag: 'Public',
      access: 'public',
      status: 200,
      response: statusSchema,
    },
    async () => {
      const [launchpad, isDelayed] = await Promise.all([
        stores.upkeep.launchpadStatus(),
        stores.outbox.isDelayed(new Date(clock().getTime() - MAIL_DELAYED_AFTER)),
      ]);
      const answered = launchpad.answeredAt ? 'ok' : 'unknown';
      return {
        launchpad: launchpad.isFailing ? ('unavailable' as const) : (answered as 'ok' | 'unknown'),
        launchpadCheckedAt: launchpad.answeredAt?.toISOString() ?? null,
        mail: isDelayed ? ('delayed' as const) : ('ok' as const),
        version,
      };
    },
  );
}
