import { z } from 'zod';
import { pageSchema } from './pagination.ts';

export const aliasStateSchema = z.enum(['released', 'suspended', 'paused', 'grace', 'active']);
export type AliasState = z.infer<typeof aliasStateSchema>;

export const suspendedReasonSchema = z.enum(['left_team', 'not_valid', 'coc_unsigned', 'banned', 'held']);
export type SuspendedReason = z.infer<typeof suspendedReasonSchema>;

export const recipientSchema = z.object({
  id: z.string(),
  address: z.string(),
  state: z.enum(['confirmed', 'pending', 'failing']),
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
  createdAt: z.iso.datetime(),
  recipients: z.array(recipientSchema),
});
export type Alias = z.infer<typeof aliasSchema>;

export const aliasPageSchema = pageSchema(aliasSchema);
