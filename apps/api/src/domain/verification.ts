import { z } from 'zod';

/**
 * What Launchpad answered about one person, kept as it was said. Rules are read from it, so that each of
 * them can be shown on its own.
 */
export const verificationSchema = z.object({
  /** Null: no account belongs to the claimed identifier. */
  account: z
    .object({
      name: z.string(),
      displayName: z.string(),
      isValid: z.boolean(),
      isCocSigner: z.boolean(),
      /** Since when their record exists; of an older check, or where Launchpad does not say, not known. */
      since: z.string().nullable().optional(),
    })
    .nullable(),
  /**
   * Whether each mapped team lists them, by team name. Null when there is nobody to list: no account, or one
   * that is not valid and whose teams Launchpad does not tell. A team that is missing was not asked about.
   */
  teams: z.record(z.string(), z.boolean()).nullable(),
  /**
   * The record may be somebody else's: another member has the name as well, since accounts were merged, or Launchpad
   * handed over a wrong one. Nothing is made, renamed or given back by such an answer (R1).
   */
  isNameContested: z.literal(true).optional(),
});
export type Verification = z.infer<typeof verificationSchema>;

/**
 * The person's name. `…-deactivatedaccount` is what Launchpad calls a record whose owner closed it; nobody's. One that
 * another member has is theirs.
 */
export function nameOf(check: Verification | null): string | null {
  if (check?.isNameContested) return null;
  const name = check?.account?.name ?? null;
  return name?.endsWith('-deactivatedaccount') ? null : name;
}

/** What the person calls themselves; a record that may be somebody else's does not say. */
export function displayNameOf(check: Verification | null): string | null {
  return check?.isNameContested ? null : (check?.account?.displayName ?? null);
}

/** A stored verification, or null when there is none or it has an older form: then it is checked anew. */
export function readVerification(stored: unknown): Verification | null {
  const parsed = verificationSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}
