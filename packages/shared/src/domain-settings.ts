import { z } from 'zod';

const days = z.int().min(0).max(365);
export const noticeModeSchema = z.enum(['at_once', 'daily', 'none']);

/**
 * What admins set for a domain; the row keeps only what differs, and the defaults here fill the rest.
 * Read it with `readDomainSettings`, never by hand.
 */
export const domainSettingsSchema = z.object({
  /** Days in which mail still flows, by the reason for the loss; null: `GRACE_DAYS`. 0: suspended at once. */
  graceDays: z
    .object({
      left_team: days.nullable().default(null),
      coc_unsigned: days.nullable().default(null),
      not_valid: days.nullable().default(7),
      banned: days.nullable().default(0),
    })
    .prefault({}),
  /** Losses within 24 hours above max(floor, percent of the live addresses) wait for an approval (R4). */
  brake: z
    .object({
      floor: z.int().min(0).max(1000).default(3),
      percent: z.number().min(0).max(100).default(2),
    })
    .prefault({}),
  /** How admins are told of addresses that were taken away. */
  removalNotice: noticeModeSchema.default('at_once'),
  /** Confirmed recipients that one alias may have. */
  maxRecipients: z.int().min(1).max(3).default(1),
  /** Sentences of the landing page in place of the usual ones. */
  landingText: z
    .object({ en: z.string().max(400).default(''), ko: z.string().max(400).default('') })
    .prefault({}),
  /** Forwarded mail is sealed (ARC, RFC 8617). */
  sealsArc: z.boolean().default(false),
  /** Last resort for senders whose DMARC policy forwarding would break: From is rewritten. */
  rewritesFrom: z.boolean().default(false),
});
export type DomainSettings = z.infer<typeof domainSettingsSchema>;

/** What is stored, with the defaults; something unreadable counts as the defaults. */
export function readDomainSettings(stored: unknown): DomainSettings {
  const result = domainSettingsSchema.safeParse(stored ?? {});
  return result.success ? result.data : domainSettingsSchema.parse({});
}
