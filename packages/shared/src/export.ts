import { z } from 'zod';

export const exportQuerySchema = z.object({ format: z.enum(['json', 'csv']).default('json') });

/** Everything that is kept about me, under the names of where it is kept; as CSV one line for each value. */
export const exportSchema = z.object({
  exportedAt: z.iso.datetime(),
  records: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
export type Export = z.infer<typeof exportSchema>;

/** One that the worker makes, or has made. */
export const dataExportSchema = z.object({
  id: z.string(),
  state: z.enum(['queued', 'ready']),
  /** Bytes of the JSON, once there is one. */
  size: z.int().nullable(),
  createdAt: z.iso.datetime(),
  madeAt: z.iso.datetime().nullable(),
  /** It is gone from then on. */
  expiresAt: z.iso.datetime(),
});
export type DataExport = z.infer<typeof dataExportSchema>;

/** `isLarge`: `me/export` is refused, and the worker has to be asked by a POST. At most one item. */
export const dataExportsSchema = z.object({ isLarge: z.boolean(), items: z.array(dataExportSchema) });
export type DataExports = z.infer<typeof dataExportsSchema>;

/** Typed by hand: one's own Launchpad name, or the claimed identifier where no name is known. */
export const leaveSchema = z.strictObject({ confirm: z.string().min(1).max(1000) });

export const leftSchema = z.object({ state: z.literal('left'), releasedAliases: z.int() });
export type Left = z.infer<typeof leftSchema>;
