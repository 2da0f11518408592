import { z } from 'zod';
import { pageSchema } from './pagination.ts';

/** A change of where mail goes. It needs a sign-in less than this old, or `auth.stale` comes back. */
export const FRESH_SIGN_IN_MINUTES = 10;

export const recipientChangeStateSchema = z.enum([
  /** The link was sent; what was there before still works. */
  'pending',
  'confirmed',
  /** Taken back before it happened. */
  'cancelled',
  /** Taken back after it happened. */
  'undone',
  /** A newer request took its place. */
  'superseded',
  'expired',
]);
export type RecipientChangeState = z.infer<typeof recipientChangeStateSchema>;

export const recipientChangeKindSchema = z.enum(['add', 'replace', 'remove']);

export const recipientChangeSchema = z.object({
  id: z.string(),
  aliasId: z.string(),
  kind: recipientChangeKindSchema,
  /** The new recipient; of a removal the one that went. */
  address: z.string(),
  /** Of a replacement: the recipient that goes. */
  replaces: z.string().nullable(),
  state: recipientChangeStateSchema,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime().nullable(),
  /** Until when the link in the notice to the old recipient takes it back; null before it happened. */
  undoUntil: z.iso.datetime().nullable(),
});
export type RecipientChange = z.infer<typeof recipientChangeSchema>;

/** Those that are still to be confirmed, newest first: one of an alias at most. */
export const recipientChangePageSchema = pageSchema(recipientChangeSchema);

/**
 * Without `replaces`: the only recipient is replaced where the domain allows one, else one is added. Refused with a
 * code of its own each: `alias.recipient_invalid`, `.recipient_loop`, `.recipient_unchanged`, `.recipient_no_mail`,
 * `.recipient_limit`; `recipient_change.blocked` (details.until), `auth.stale`, and `request.rate_limited`.
 */
export const createRecipientChangeSchema = z.strictObject({
  address: z.string().min(1).max(1000),
  replaces: z.uuid().optional(),
});
export type CreateRecipientChange = z.infer<typeof createRecipientChangeSchema>;

const token = z.string().max(200);

/** The token of the link, which is enough for whoever has it, or the six digits. */
export const confirmRecipientChangeSchema = z.union([
  z.strictObject({ token }),
  z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
]);
export type ConfirmRecipientChange = z.infer<typeof confirmRecipientChangeSchema>;

/**
 * With the token of a notice: takes it back, also for seven days after, ends all sessions of the owner and blocks new
 * changes for a day. Without one: the owner, signed in, takes back what is still pending, and nothing else happens.
 */
export const cancelRecipientChangeSchema = z.strictObject({ token: token.optional() });
export type CancelRecipientChange = z.infer<typeof cancelRecipientChangeSchema>;

export const recipientChangeResultSchema = z.object({
  id: z.string(),
  state: recipientChangeStateSchema,
});
export type RecipientChangeResult = z.infer<typeof recipientChangeResultSchema>;

/** What a link leads to, told to whoever has its token; it changes nothing. */
export const previewRecipientChangeSchema = z.strictObject({ token });
export const recipientChangePreviewSchema = z.object({
  id: z.string(),
  /** Which of the two links it is. */
  action: z.enum(['confirm', 'cancel']),
  kind: recipientChangeKindSchema,
  /** The alias. */
  alias: z.string(),
  /** The new recipient, or the one that was removed. To the old mailbox it is told masked. */
  address: z.string(),
  state: recipientChangeStateSchema,
  expiresAt: z.iso.datetime(),
  undoUntil: z.iso.datetime().nullable(),
});
export type RecipientChangePreview = z.infer<typeof recipientChangePreviewSchema>;

/** Pages that mails link to; the token is in the fragment (`#token=…`), which no server and no log ever sees. */
export const RECIPIENT_CHANGE_PAGES = {
  confirm: '/recipient-changes/:id/confirm',
  cancel: '/recipient-changes/:id/cancel',
} as const;
export const TEST_MESSAGE_PAGE = '/test-messages/:id/seen';

/** The path of a page of a mail, with its token. */
export function linkPath(page: string, id: string, token: string): string {
  return `${page.replace(':id', id)}#token=${token}`;
}
