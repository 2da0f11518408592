import { z } from 'zod';
import { aliasSchema, aliasStateSchema } from './alias.ts';
import { auditChangesSchema } from './audit.ts';
import { eligibilitySchema } from './eligibility.ts';
import { csv, reasonSchema, text } from './fields.ts';
import { roleSchema } from './member.ts';
import { pageQuerySchema, pageSchema } from './pagination.ts';

/** Members as admins see them: e-mail addresses are masked until somebody reveals them. */

export const MEMBER_SORTS = ['-signed_in', 'signed_in', 'name', '-name', '-created', 'created'] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

export const MEMBER_MARKS = ['banned', 'check_pending', 'with_role'] as const;
export type MemberMark = (typeof MEMBER_MARKS)[number];

export const adminMemberQuerySchema = pageQuerySchema.extend({
  /** The beginning of a Launchpad name, local part or word of a name; a whole address or identifier. */
  q: text().trim().max(300).optional(),
  /** Only those to whom one of these applies. */
  mark: csv(z.enum(MEMBER_MARKS)).optional(),
  /** Only those who have an address at one of these. */
  domain: csv(text().max(253)).optional(),
  sort: z.enum(MEMBER_SORTS).default('-signed_in'),
});
export type AdminMemberQuery = z.infer<typeof adminMemberQuerySchema>;

export const adminMemberSchema = z.object({
  id: z.string(),
  claimedIdentifier: z.string(),
  launchpadName: z.string().nullable(),
  displayName: z.string(),
  /** Masked. */
  email: z.string().nullable(),
  isBanned: z.boolean(),
  isCheckPending: z.boolean(),
  roles: z.array(roleSchema),
  /** Those that are not released, at domains that the reader may see; a few of them. */
  addresses: z.array(z.object({ address: z.string(), state: aliasStateSchema })),
  addressCount: z.int(),
  openErrors: z.int(),
  createdAt: z.iso.datetime(),
  lastSignedInAt: z.iso.datetime(),
});
export type AdminMember = z.infer<typeof adminMemberSchema>;

export const adminMemberPageSchema = pageSchema(adminMemberSchema).extend({
  /** How many match in all, counted up to 1,000. */
  total: z.int(),
});

export const adminMemberDetailSchema = adminMemberSchema.extend({
  locale: z.string(),
  ban: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
  /** Admin of everything because the configuration lists them; that cannot be taken here. */
  isListedAdmin: z.boolean(),
  sessions: z.int(),
  eligibility: eligibilitySchema,
  /** Recipients are masked. */
  aliases: z.array(aliasSchema),
  /** From the audit log, latest first. */
  history: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      action: z.string(),
      actorKind: z.enum(['member', 'admin', 'sync', 'system']),
      /** Launchpad name of who did it, when it was a person and is known. */
      actor: z.string().nullable(),
      domain: z.string().nullable(),
      changes: auditChangesSchema,
    }),
  ),
});
export type AdminMemberDetail = z.infer<typeof adminMemberDetailSchema>;

export const banSchema = z.strictObject({ reason: reasonSchema });

export const setRolesSchema = z.strictObject({
  /** All roles that the member has afterwards; one of each kind at most. */
  roles: z
    .array(
      z.strictObject({
        role: z.enum(['admin', 'auditor']),
        domains: z.array(text().max(253)).min(1).max(100).nullable(),
      }),
    )
    .max(2)
    .refine((roles) => new Set(roles.map(({ role }) => role)).size === roles.length, 'one of each kind'),
});
export type SetRoles = z.infer<typeof setRolesSchema>;

export const grantAliasSchema = z.strictObject({
  domain: text().max(253),
  localPart: text().trim().toLowerCase().min(1).max(64),
});
export type GrantAlias = z.infer<typeof grantAliasSchema>;
