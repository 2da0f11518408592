import { z } from 'zod';

/** An address of the service before that waits for this person: a link lies in the mailbox that it forwards to. */
export const pendingClaimSchema = z.object({
  id: z.string(),
  address: z.string(),
  sentAt: z.iso.datetime(),
  /** Until then the link can be used; afterwards the next check sends another. */
  expiresAt: z.iso.datetime(),
});
export type PendingClaim = z.infer<typeof pendingClaimSchema>;

export const pendingClaimsSchema = z.object({ items: z.array(pendingClaimSchema) });

export const confirmClaimSchema = z.strictObject({ token: z.string().min(1).max(128) });

/** An admin gives an unclaimed address to a member. */
export const claimForSchema = z.strictObject({
  memberId: z.uuid(),
  reason: z.string().trim().min(1).max(500),
});
