import { z } from 'zod';
import { pageSchema } from './pagination.ts';

export const aliasStateSchema = z.enum(['released', 'suspended', 'paused', 'grace', 'active']);
export type AliasState = z.infer<typeof aliasStateSchema>;

export const suspendedReasonSchema = z.enum([
  'left_team',
  'not_valid',
  'coc_unsigned',
  'banned',
  'domain_retired',
  'held',
]);
export type SuspendedReason = z.infer<typeof suspendedReasonSchema>;

/** What senders are told meanwhile: try again later, or that it will not be delivered. */
export const pauseReplySchema = z.enum(['temporary', 'permanent']);
export type PauseReply = z.infer<typeof pauseReplySchema>;

/** A recipient as others than its owner see it. */
export const mailboxSchema = z.object({
  id: z.string(),
  address: z.string(),
  state: z.enum(['confirmed', 'pending', 'failing']),
});
export type Mailbox = z.infer<typeof mailboxSchema>;

export const recipientSchema = mailboxSchema.extend({
  /** While it is failing: since when, and the reply of the remote host as codes (`550 5.1.1`). */
  failingSince: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
  /** Who said so. */
  failingHost: z.string().nullable(),
});
export type Recipient = z.infer<typeof recipientSchema>;

export const aliasSchema = z.object({
  id: z.string(),
  address: z.string(),
  localPart: z.string(),
  domain: z.string(),
  state: aliasStateSchema,
  /** Why it is suspended; null in every other state. */
  reason: suspendedReasonSchema.nullable(),
  graceUntil: z.iso.datetime().nullable(),
  /** Of the owner's pause, also while another state stands before it; null when it is not paused. */
  pauseReply: pauseReplySchema.nullable(),
  /** When the pause ends by itself; null: when its owner ends it. */
  pausedUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  recipients: z.array(recipientSchema),
  /** Confirmed recipients that it may have. */
  maxRecipients: z.int(),
});
export type Alias = z.infer<typeof aliasSchema>;

export const aliasPageSchema = pageSchema(aliasSchema);

/** Days ahead that a pause may end at most. */
export const PAUSE_DAYS_MAX = 366;

/** Pause or resume. `pauseReply` is `temporary` unless said otherwise; both others belong to a pause only. */
export const updateAliasSchema = z
  .strictObject({
    state: z.enum(['paused', 'active']),
    pauseReply: pauseReplySchema.optional(),
    pausedUntil: z.iso.datetime({ offset: true }).nullable().optional(),
  })
  .refine(
    ({ state, pauseReply, pausedUntil }) =>
      state === 'paused' || (pauseReply === undefined && (pausedUntil ?? null) === null),
    { message: 'only of a pause', path: ['state'] },
  );
export type UpdateAlias = z.infer<typeof updateAliasSchema>;
