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
    })
    .nullable(),
  /**
   * Whether each mapped team lists them, by team name. Null when there is nobody to list: no account, or one
   * that is not valid and whose teams Launchpad does not tell. A team that is missing was not asked about.
   */
  teams: z.record(z.string(), z.boolean()).nullable(),
});
export type Verification = z.infer<typeof verificationSchema>;

/** The person's name. `…-deactivatedaccount` is what Launchpad calls a record whose owner closed it; nobody's. */
export function nameOf(check: Verification | null): string | null {
  const name = check?.account?.name ?? null;
  return name?.endsWith('-deactivatedaccount') ? null : name;
}

/** A stored verification, or null when there is none or it has an older form: then it is checked anew. */
export function readVerification(stored: unknown): Verification | null {
  const parsed = verificationSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}
