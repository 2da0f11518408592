import { z } from 'zod';
import { csv, moment, text } from './fields.ts';
import { pageQuerySchema, pageSchema } from './pagination.ts';

export const errorStateSchema = z.enum(['open', 'acknowledged', 'resolved']);
export const errorSeveritySchema = z.enum(['info', 'warning', 'error']);
export type ErrorState = z.infer<typeof errorStateSchema>;
export type ErrorSeverity = z.infer<typeof errorSeveritySchema>;

export const errorEntrySchema = z.object({
  id: z.string(),
  code: z.string(),
  severity: errorSeveritySchema,
  state: errorStateSchema,
  count: z.int(),
  domain: z.string().nullable(),
  member: z
    .object({
      claimedIdentifier: z.string(),
      launchpadName: z.string().nullable(),
      /** Masked until revealed. */
      email: z.string().nullable(),
    })
    .nullable(),
  /** One English sentence for programs; the page has its own words by code. */
  message: z.string(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});
export type ErrorEntry = z.infer<typeof errorEntrySchema>;

/** What trying again means: asking Launchpad about the person, sending the mails that wait, or a run of the sync. */
export const errorRetrySchema = z.enum(['check', 'send', 'sync']);
export type ErrorRetry = z.infer<typeof errorRetrySchema>;

export const errorEntryDetailSchema = errorEntrySchema.extend({
  displayName: z.string().nullable(),
  note: z.string(),
  /** Values that explain it: codes and numbers, no addresses. */
  details: z.record(z.string(), z.unknown()),
  /** Of a fault, for engineers. */
  stack: z.string().nullable(),
  requestId: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  /** The person, for their page; null when it concerns nobody in particular. */
  memberId: z.string().nullable(),
  /** Null: there is nothing to try again. */
  retry: errorRetrySchema.nullable(),
  /** The latest ones, newest first. */
  occurrences: z.array(z.object({ at: z.iso.datetime(), requestId: z.string().nullable() })),
});
export type ErrorEntryDetail = z.infer<typeof errorEntryDetailSchema>;

export const errorEntryPageSchema = pageSchema(errorEntrySchema).extend({
  /** How many match the filter in all, counted up to 1,000. */
  total: z.int(),
});

export const errorEntryQuerySchema = pageQuerySchema.extend({
  state: csv(errorStateSchema).optional(),
  severity: csv(errorSeveritySchema).optional(),
  code: csv(text().max(64)).optional(),
  domain: csv(text().max(253)).optional(),
  /** Matches the Launchpad name, display name, claimed identifier, e-mail or code. */
  q: text().trim().max(200).optional(),
  from: moment.optional(),
  to: moment.optional(),
});
export type ErrorEntryQuery = z.infer<typeof errorEntryQuerySchema>;

export const updateErrorEntrySchema = z.strictObject({
  state: errorStateSchema.optional(),
  note: text().max(2000).optional(),
});
export type UpdateErrorEntry = z.infer<typeof updateErrorEntrySchema>;

/** One state for several entries at once. */
export const changeErrorStatesSchema = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(100),
  state: errorStateSchema,
});
export type ChangeErrorStates = z.infer<typeof changeErrorStatesSchema>;

export const changedErrorStatesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** `not_found` also for one at somebody else's domain. */
      outcome: z.enum(['changed', 'same', 'not_found']),
    }),
  ),
});
export type ChangedErrorStates = z.infer<typeof changedErrorStatesSchema>;

export const retriedSchema = z.object({ retried: errorRetrySchema });

export const revealedPersonSchema = z.object({
  claimedIdentifier: z.string(),
  launchpadName: z.string().nullable(),
  displayName: z.string(),
  email: z.string().nullable(),
});
export type RevealedPerson = z.infer<typeof revealedPersonSchema>;
