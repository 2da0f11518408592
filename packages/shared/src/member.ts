import { z } from 'zod';
import { localeSchema } from './locale.ts';

/** What admins may do: everything, or rows of some domains; auditors read only. */
export const roleSchema = z.object({
  role: z.enum(['admin', 'auditor']),
  /** Names of the domains it is limited to; null means all of them. */
  domains: z.array(z.string()).nullable(),
});
export type Role = z.infer<typeof roleSchema>;

export const memberSchema = z.object({
  claimedIdentifier: z.string(),
  launchpadName: z.string().nullable(),
  displayName: z.string(),
  email: z.string().nullable(),
  isAdmin: z.boolean(),
  locale: localeSchema,
  timeZone: z.string().nullable(),
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
});
export type UpdateMe = z.infer<typeof updateMeSchema>;
