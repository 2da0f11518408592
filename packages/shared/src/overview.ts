import { z } from 'zod';
import { aliasStateSchema } from './alias.ts';
import { launchpadGateSchema, syncRunStateSchema } from './sync-run.ts';

/** Days that the line of addresses goes back. */
export const OVERVIEW_DAYS = 90;

export const overviewDomainSchema = z.object({
  domain: z.string(),
  title: z.string(),
  team: z.string(),
  /** People who have an address there that is not released. */
  members: z.int(),
  addresses: z.record(aliasStateSchema, z.int()),
  openErrors: z.object({ error: z.int(), warning: z.int(), info: z.int() }),
  /** Null: it was never synced. */
  lastRun: z
    .object({
      id: z.string(),
      state: syncRunStateSchema,
      /** When it ended, else when it was queued. */
      at: z.iso.datetime(),
    })
    .nullable(),
  /** When the last roster that counts was read: how old what is known of the team is. */
  rosterReadAt: z.iso.datetime().nullable(),
  /** Addresses that took mail at the end of each day, oldest first; the last one is now. */
  history: z.array(z.object({ day: z.iso.date(), addresses: z.int() })),
});
export type OverviewDomain = z.infer<typeof overviewDomainSchema>;

export const overviewWarningSchema = z.discriminatedUnion('code', [
  /** Nobody is mailed about problems at this domain. */
  z.object({ code: z.literal('no_contact'), domain: z.string() }),
  z.object({ code: z.literal('mail_failing'), since: z.iso.datetime() }),
  z.object({ code: z.literal('launchpad_failing'), since: z.iso.datetime() }),
]);
export type OverviewWarning = z.infer<typeof overviewWarningSchema>;

export const overviewSchema = z.object({
  domains: z.array(overviewDomainSchema),
  warnings: z.array(overviewWarningSchema),
  launchpad: launchpadGateSchema,
});
export type Overview = z.infer<typeof overviewSchema>;
