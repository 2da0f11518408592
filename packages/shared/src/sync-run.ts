import { z } from 'zod';
import { pageQuerySchema, pageSchema } from './pagination.ts';

export const SYNC_RUN_STATES = [
  'queued',
  'reading',
  /** The end of a plan-only run. */
  'planned',
  'applying',
  /** Also with nothing to do. */
  'applied',
  'needs_approval',
  'rejected',
  'superseded',
  /** Launchpad did not answer, or with something that is not accepted. */
  'stopped',
  /** A fault of ours. */
  'failed',
] as const;
export const syncRunStateSchema = z.enum(SYNC_RUN_STATES);
export type SyncRunState = z.infer<typeof syncRunStateSchema>;

export const syncRunModeSchema = z.enum(['apply', 'plan']);
export type SyncRunMode = z.infer<typeof syncRunModeSchema>;

export const syncRunSchema = z.object({
  id: z.string(),
  domain: z.string(),
  team: z.string(),
  mode: syncRunModeSchema,
  /** Who started it. */
  origin: z.enum(['schedule', 'admin', 'shell']),
  state: syncRunStateSchema,
  /** Why it stopped or failed, or what it could not ask. `detail` is a code. */
  reason: z
    .object({
      code: z.string(),
      detail: z.string(),
      page: z.int().optional(),
      /** Until when Launchpad asked to wait. */
      retryAt: z.iso.datetime().optional(),
    })
    .optional(),
  counts: z.object({
    added: z.int(),
    restored: z.int(),
    graced: z.int(),
    suspended: z.int(),
    /** People of the team who have never signed in; they get no address by their name alone. */
    unmatched: z.int(),
  }),
  /** People whom Launchpad did not tell about when it was asked by identifier; nothing changed for them. */
  unanswered: z.int(),
  /** How far it has come. */
  progress: z.object({ pages: z.int(), people: z.int(), lookups: z.int() }),
  /** Its roster counts; a stopped one may be accepted by an admin. */
  isRosterAccepted: z.boolean(),
  canAcceptRoster: z.boolean(),
  /** Until when a plan that needs approval can be approved. */
  approvableUntil: z.iso.datetime().nullable(),
  decision: z
    .object({
      reason: z.string(),
      at: z.iso.datetime(),
      /** Launchpad name of who decided. */
      by: z.string().nullable(),
    })
    .nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type SyncRun = z.infer<typeof syncRunSchema>;

/** How Launchpad is doing, as all processes know it together. */
export const launchpadGateSchema = z.object({
  state: z.enum(['ok', 'waiting', 'open']),
  /** Scheduled work leaves Launchpad alone until then. */
  until: z.iso.datetime().nullable(),
});
export type LaunchpadGate = z.infer<typeof launchpadGateSchema>;

export const syncRunPageSchema = pageSchema(syncRunSchema).extend({ launchpad: launchpadGateSchema });

const csv = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .max(500)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).max(20));

/** PostgreSQL has no place for this character in a text. */
const text = () => z.string().regex(/^[^\0]*$/);

export const syncRunQuerySchema = pageQuerySchema.extend({
  state: csv(syncRunStateSchema).optional(),
  domain: csv(text().max(253)).optional(),
});
export type SyncRunQuery = z.infer<typeof syncRunQuerySchema>;

export const startSyncRunSchema = z.strictObject({
  /** Name of a domain; without it every domain that the caller looks after. */
  domain: text().max(253).optional(),
  mode: syncRunModeSchema.default('apply'),
});

const startedRunSchema = z.object({ id: z.string(), domain: z.string(), state: syncRunStateSchema });
export const startedSyncRunsSchema = z.union([
  startedRunSchema,
  z.object({ items: z.array(startedRunSchema) }),
]);

/** Why an admin approves, rejects, or accepts a roster. */
export const syncDecisionSchema = z.strictObject({ reason: text().trim().min(1).max(500) });
export const decidedSyncRunSchema = z.object({ id: z.string(), state: syncRunStateSchema });

/** One line of the plan: for whom, what, why. */
export const syncRunItemSchema = z.object({
  id: z.string(),
  action: z.enum(['add', 'restore', 'grace', 'suspend']),
  state: z.enum(['planned', 'waiting', 'applied', 'skipped']),
  /** Null for an address that is yet to be made. */
  address: z.string().nullable(),
  aliasId: z.string().nullable(),
  member: z
    .object({ id: z.string(), launchpadName: z.string().nullable(), displayName: z.string() })
    .nullable(),
  /** `left_team`, `not_valid`, `coc_unsigned`, `renamed`; of an addition how it came about. */
  reason: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string(),
  graceUntil: z.iso.datetime().nullable(),
  /** Why it was skipped. */
  outcome: z.string().nullable(),
});
export type SyncRunItem = z.infer<typeof syncRunItemSchema>;

export const syncRunItemPageSchema = pageSchema(syncRunItemSchema);
export const syncRunItemQuerySchema = pageQuerySchema.extend({
  action: csv(syncRunItemSchema.shape.action).optional(),
});
export type SyncRunItemQuery = z.infer<typeof syncRunItemQuerySchema>;
