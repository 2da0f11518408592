import { ALIAS_SORTS, BULK_MAX } from './list-limits.ts';
import { z } from 'zod';
import { aliasSchema, aliasStateSchema, mailboxSchema, suspendedReasonSchema } from './alias.ts';
import { pageQuerySchema, pageSchema } from './pagination.ts';
import { csv, reasonSchema, text } from './fields.ts';

export const aliasOriginSchema = z.enum(['provisioned', 'renamed', 'granted', 'imported']);
export type AliasOrigin = z.infer<typeof aliasOriginSchema>;

/** Somebody as admin pages name them. */
export const personSchema = z.object({
  id: z.string(),
  claimedIdentifier: z.string(),
  launchpadName: z.string().nullable(),
  displayName: z.string(),
});
export type Person = z.infer<typeof personSchema>;

/** An address as its admins see it. Recipients are masked until one is revealed. */
export const adminAliasSchema = aliasSchema.omit({ pauseReply: true, maxRecipients: true }).extend({
  recipients: z.array(mailboxSchema),
  /** Why it is suspended, or in grace; null in every other state. */
  reason: suspendedReasonSchema.nullable(),
  origin: aliasOriginSchema,
  /** Null: nobody has claimed it yet, or its owner has left. */
  member: personSchema.nullable(),
  isUnclaimed: z.boolean(),
  /** Mail has nowhere to go. */
  isWithoutRecipient: z.boolean(),
  pausedUntil: z.iso.datetime().nullable(),
  suspendedAt: z.iso.datetime().nullable(),
  heldAt: z.iso.datetime().nullable(),
  holdReason: z.string().nullable(),
  releasedAt: z.iso.datetime().nullable(),
});
export type AdminAlias = z.infer<typeof adminAliasSchema>;

export const adminAliasPageSchema = pageSchema(adminAliasSchema).extend({
  /** How many match the filter in all, counted up to 1,000. */
  total: z.int(),
});

export const aliasSortSchema = z.enum(ALIAS_SORTS);
export type AliasSort = z.infer<typeof aliasSortSchema>;

export const adminAliasFilterSchema = z.object({
  state: csv(aliasStateSchema).optional(),
  /** Why it is suspended or in grace; `held`: whatever else it is. */
  reason: csv(suspendedReasonSchema).optional(),
  domain: csv(text().max(253)).optional(),
  origin: csv(aliasOriginSchema).optional(),
  withoutRecipient: z.enum(['true', 'false']).optional(),
  unclaimed: z.enum(['true', 'false']).optional(),
  /** A part of a local part, a whole address (of ours or a recipient's), a Launchpad name or a claimed identifier. */
  q: text().trim().max(254).optional(),
  /** With `-` downwards. `graceUntil` leaves out what has no end. */
  sort: aliasSortSchema.default('address'),
});
export type AdminAliasFilter = z.infer<typeof adminAliasFilterSchema>;

export const adminAliasQuerySchema = pageQuerySchema.extend(adminAliasFilterSchema.shape);
export type AdminAliasQuery = z.infer<typeof adminAliasQuerySchema>;

export const holdSchema = z.strictObject({ reason: reasonSchema });
export const unholdSchema = z.strictObject({ reason: reasonSchema.optional() });

/** `confirm`: the address, typed by the admin; when it is sent it has to be that one. */
export const freeSchema = z.strictObject({
  confirm: text().max(320).optional(),
  reason: reasonSchema.optional(),
});
export type FreeAlias = z.infer<typeof freeSchema>;

export const bulkHoldSchema = z.strictObject({
  action: z.enum(['hold', 'unhold']),
  ids: z.array(z.uuid()).min(1).max(BULK_MAX),
  reason: reasonSchema,
});
export type BulkHold = z.infer<typeof bulkHoldSchema>;

export const bulkHoldResultSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** `wrong_state`: there was nothing to do, or it is a tombstone. */
      outcome: z.enum(['done', 'wrong_state', 'not_found']),
      /** As it is now; null when there is none that one may see. */
      alias: adminAliasSchema.nullable(),
    }),
  ),
});
export type BulkHoldResult = z.infer<typeof bulkHoldResultSchema>;

export const revealedRecipientsSchema = z.object({
  recipients: z.array(mailboxSchema),
});
export type RevealedRecipients = z.infer<typeof revealedRecipientsSchema>;
