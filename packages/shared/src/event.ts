import { z } from 'zod';
import { moment } from './fields.ts';
import { pageQuerySchema, pageSchema } from './pagination.ts';

export const eventActorSchema = z.enum(['me', 'admin', 'sync', 'system']);
export type EventActor = z.infer<typeof eventActorSchema>;

/** One entry of the audit log about me: codes, for the page to put into words. */
export const eventSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** `alias.created`, `alias.paused`, `recipient.changed`, … */
  action: z.string(),
  actor: eventActorSchema,
  /** Null when it is about me and no address. */
  alias: z.object({ id: z.string(), address: z.string() }).nullable(),
  /** Field names, each with its code before and after. */
  changes: z.record(
    z.string(),
    z.tuple([
      z.union([z.string(), z.number(), z.boolean(), z.null()]),
      z.union([z.string(), z.number(), z.boolean(), z.null()]),
    ]),
  ),
});
export type Event = z.infer<typeof eventSchema>;

export const eventPageSchema = pageSchema(eventSchema);

export const eventQuerySchema = pageQuerySchema.extend({
  actor: eventActorSchema.optional(),
  alias: z.uuid().optional(),
  /** Whole, or its first part: `alias.paused`, `alias`. */
  action: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)*$/)
    .max(100)
    .optional(),
  from: moment.optional(),
  to: moment.optional(),
});
export type EventQuery = z.infer<typeof eventQuerySchema>;
