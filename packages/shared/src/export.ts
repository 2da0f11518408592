import { z } from 'zod';

export const exportQuerySchema = z.object({ format: z.enum(['json', 'csv']).default('json') });

/** Everything that is kept about me, under the names of where it is kept; as CSV one line for each value. */
export const exportSchema = z.object({
  exportedAt: z.iso.datetime(),
  records: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
export type Export = z.infer<typeof exportSchema>;

/** Typed by hand: one's own Launchpad name, or the claimed identifier where no name is known. */
export const leaveSchema = z.strictObject({ confirm: z.string().min(1).max(1000) });

export const leftSchema = z.object({ state: z.literal('left'), releasedAliases: z.int() });
export type Left = z.infer<typeof leftSchema>;
