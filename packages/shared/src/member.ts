import { z } from 'zod';
import { localeSchema } from './locale.ts';

/** What admins may do: everything, or rows of some domains; auditors read only. */
export const roleSchema = z.object({
  role: z.enum(['admin', 'auditor']),
  /** Names of the domains it is limited to; null means all of them. */
  domains: z.array(z.string()).nullable(),
});
export type Role = z.infer<typeof roleSchema>;

/**
 * Mails to the person that can be switched off, each on unless it was. `addresses`: a new one is ready; `loss`: grace
 * has begun or nears its end, suspended; `restored`. Those about security are no choice.
 */
export const notificationsSchema = z.object({
  addresses: z.boolean().default(true),
  loss: z.boolean().default(true),
  restored: z.boolean().default(true),
  security: z.literal(true).default(true),
});
export type Notifications = z.infer<typeof notificationsSchema>;

/** What is stored, with the defaults; something unreadable counts as the defaults. */
export function readNotifications(stored: unknown): Notifications {
  const result = notificationsSchema.safeParse(stored ?? {});
  return result.success ? result.data : notificationsSchema.parse({});
}

export const memberSchema = z.object({
  claimedIdentifier: z.string(),
  launchpadName: z.string().nullable(),
  displayName: z.string(),
  email: z.string().nullable(),
  isAdmin: z.boolean(),
  locale: localeSchema,
  timeZone: z.string().nullable(),
  notifications: notificationsSchema,
  roles: z.array(roleSchema),
});
export type Member = z.infer<typeof memberSchema>;

export const meSchema = z.object({ member: memberSchema });
export type Me = z.infer<typeof meSchema>;

export const updateMeSchema = z.strictObject({
  locale: localeSchema.optional(),
  timeZone: z
    .string()
    .max(64)
    .refine((zone) => {
      try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
      } catch {
        return false;
      }
    }, 'not a time zone')
    .nullable()
    .optional(),
  notifications: z
    .strictObject({
      addresses: z.boolean().optional(),
      loss: z.boolean().optional(),
      restored: z.boolean().optional(),
      security: z.literal(true).optional(),
    })
    .optional(),
});
export type UpdateMe = z.infer<typeof updateMeSchema>;
