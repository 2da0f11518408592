import { z } from 'zod';
import { personSchema } from './admin-alias.ts';
import { pageQuerySchema, pageSchema } from './pagination.ts';
import { csv, moment, text } from './fields.ts';

export const actorKindSchema = z.enum(['member', 'admin', 'sync', 'system']);
export type ActorKind = z.infer<typeof actorKindSchema>;

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Field names, each with its code before and after. */
export const auditChangesSchema = z.record(z.string(), z.tuple([valueSchema, valueSchema]));

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** `member` null: no person did it, or one who has left. */
  actor: z.object({ kind: actorKindSchema, member: personSchema.nullable() }),
  /** `alias.held`, `member.banned` … */
  action: z.string(),
  /** Whom it is about; null also when they have left. */
  member: personSchema.nullable(),
  /** Address null: freed since, or at a domain that is gone. */
  alias: z.object({ id: z.string(), address: z.string().nullable() }).nullable(),
  domain: z.string().nullable(),
  errorId: z.string().nullable(),
  changes: auditChangesSchema,
  reason: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditPageSchema = pageSchema(auditEntrySchema).extend({
  /** How many match the filter in all, counted up to 1,000. */
  total: z.int(),
});

export const auditQuerySchema = pageQuerySchema.extend({
  /** What kind of actor. */
  kind: csv(actorKindSchema).optional(),
  /** Who did it: Launchpad name, claimed identifier or id. */
  actor: text().trim().max(320).optional(),
  action: csv(text().max(64)).optional(),
  /** Whom it is about: Launchpad name, claimed identifier or id. */
  member: text().trim().max(320).optional(),
  /** Address or id. */
  alias: text().trim().max(320).optional(),
  domain: csv(text().max(253)).optional(),
  from: moment.optional(),
  to: moment.optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
