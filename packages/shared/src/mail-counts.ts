import { z } from 'zod';

/** How much mail an address had, as its owner sees it: nothing says from whom. */
export const mailCountsSchema = z.object({
  /** The owner's switch; off, nothing is counted and what was is gone. */
  isCounted: z.boolean(),
  /** The last one, to the hour. */
  lastAt: z.iso.datetime().nullable(),
  /** Days in UTC, the latest first, 90 at most; those without mail are left out. */
  days: z.array(z.object({ day: z.iso.date(), forwarded: z.int(), refused: z.int() })),
});
export type MailCounts = z.infer<typeof mailCountsSchema>;

export const updateMailCountsSchema = z.strictObject({ isCounted: z.boolean() });
