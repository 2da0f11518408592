import { z } from 'zod';
import { pageSchema } from './pagination.ts';

/** Where I am signed in. */
export const sessionSchema = z.object({
  id: z.string(),
  /** `Firefox 128`; null when the user agent does not say. */
  browser: z.string().nullable(),
  /** `Ubuntu`, `Windows`, `Android` … */
  system: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** Written down every five minutes at most. */
  lastUsedAt: z.iso.datetime(),
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

export const sessionPageSchema = pageSchema(sessionSchema);

export const endedSessionsSchema = z.object({ ended: z.int() });
