import { eventPageSchema, eventQuerySchema, eventSchema, type Event } from '@ubuntu-aliases/shared';
import type { EventRecord, Stores } from '@ubuntu-aliases/store';
import type { Api } from '../../guard.ts';
import { setNextLink } from '../../next-link.ts';

/** What happened to me and to my addresses: by me, by an admin, by the sync, by the system. */
export function eventRoutes({ endpoint }: Api, { events }: { events: Stores['events'] }): void {
  endpoint(
    {
      method: 'get',
      path: '/me/events',
      summary: 'Every change of my addresses, latest first: who, what, and why, as codes',
      tag: 'Activity',
      access: 'member',
      query: eventQuerySchema,
      status: 200,
      response: eventPageSchema,
    },
    async ({ ctx, member, query }) => {
      const page = await events.list(member.id, query);
      setNextLink(ctx, page.nextCursor);
      return { items: page.items.map((row) => presentEvent(row)), nextCursor: page.nextCursor };
    },
  );
}

/** Who an admin was is theirs to know. */
export function presentEvent({ id, at, action, actorKind, aliasId, address, changes }: EventRecord): Event {
  return {
    id,
    at: at.toISOString(),
    action,
    // An entry about me by another member than me there is not; if there ever is, it is told as the system's.
    actor: actorKind === 'member' ? 'me' : actorKind,
    alias: aliasId !== null && address !== null ? { id: aliasId, address } : null,
    changes: eventSchema.shape.changes.catch({}).parse(changes),
  };
}
