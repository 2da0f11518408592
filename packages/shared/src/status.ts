import { z } from 'zod';

/** What `/status` shows to anybody: only whether parts work, nothing about people. */
export const statusSchema = z.object({
  /** `unknown` until it was asked for the first time. */
  launchpad: z.enum(['ok', 'unavailable', 'unknown']),
  launchpadCheckedAt: z.iso.datetime().nullable(),
  mail: z.enum(['ok', 'delayed']),
  version: z.string(),
});
export type Status = z.infer<typeof statusSchema>;
