import { z } from 'zod';

export const ELIGIBILITY_RULES = [
  'not_banned',
  'account_known',
  'account_valid',
  'coc_signed',
  'in_team',
] as const;
export const ruleStateSchema = z.enum(['ok', 'failed', 'unknown']);
export type EligibilityRule = (typeof ELIGIBILITY_RULES)[number];
export type RuleState = z.infer<typeof ruleStateSchema>;

export const domainReasonSchema = z.enum([
  'banned',
  'account_unknown',
  'account_invalid',
  'coc_unsigned',
  'not_in_team',
  /** State `ok`, yet no address: the Launchpad name cannot be one, an admin can grant another. */
  'name_unusable',
  /** State `ok`, yet not of this name: the address belongs, or belonged, to somebody else. */
  'name_taken',
  /** State `ok`, and the new name has to wait: one new address by rename in 90 days. */
  'rename_limit',
  'domain_unproven',
]);
export type DomainReason = z.infer<typeof domainReasonSchema>;

export const eligibilitySchema = z.object({
  /** All five rules are ok. */
  isEligible: z.boolean(),
  /** `pending`: Launchpad could not be asked; what is shown is the last answer, or nothing yet. */
  status: z.enum(['checked', 'pending']),
  checkedAt: z.iso.datetime().nullable(),
  /** Name that Launchpad gave at the last completed check. */
  launchpadName: z.string().nullable(),
  rules: z.array(z.object({ rule: z.enum(ELIGIBILITY_RULES), state: ruleStateSchema })),
  domains: z.array(
    z.object({
      domain: z.string(),
      team: z.string(),
      state: ruleStateSchema,
      reason: domainReasonSchema.optional(),
    }),
  ),
});
export type Eligibility = z.infer<typeof eligibilitySchema>;
