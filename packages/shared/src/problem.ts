import { z } from 'zod';
import { APP_ERROR_CODES } from './app-error.ts';

/** RFC 9457 problem details, with our code and the request id to quote. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(APP_ERROR_CODES),
  details: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
