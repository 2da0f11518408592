import { z } from 'zod';
import { normaliseDomain, parseMailbox } from './address.ts';
import { domainSettingsSchema, noticeModeSchema } from './domain-settings.ts';
import { reasonSchema, text } from './fields.ts';
import { isLandingPathForm } from './landing-path.ts';

export const domainRecordSchema = z.object({
  type: z.enum(['TXT', 'MX', 'SPF', 'DKIM', 'DMARC', 'MTA-STS', 'TLS-RPT', 'CNAME']),
  name: z.string(),
  /** `unknown`: nobody could say. Never shown as wrong. */
  state: z.enum(['ok', 'wrong', 'unknown']),
  /** Several records have a line each; '' where none is needed. */
  expected: z.string(),
  /** '' when there is nothing; null when nobody could say. */
  found: z.string().nullable(),
  checkedAt: z.iso.datetime(),
  isRequired: z.boolean(),
  /** First of the wrong answers that no right one has ended. */
  wrongSince: z.iso.datetime().nullable(),
});
export type DomainRecord = z.infer<typeof domainRecordSchema>;

export const domainRecordChangeSchema = domainRecordSchema
  .pick({ type: true, name: true, state: true, expected: true, found: true })
  .extend({ id: z.uuid(), at: z.iso.datetime() });
export type DomainRecordChange = z.infer<typeof domainRecordChangeSchema>;

export const adminDomainSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  team: z.string(),
  title: z.string(),
  landingPath: z.string().nullable(),
  ownership: z.object({
    token: z.string(),
    /** What to publish, and where. */
    record: z.object({ name: z.string(), value: z.string() }),
    provenAt: z.iso.datetime().nullable(),
  }),
  retiredAt: z.iso.datetime().nullable(),
  /** Addresses that are not tombstones. */
  addresses: z.int(),
  records: z.array(domainRecordSchema),
});
export type AdminDomain = z.infer<typeof adminDomainSchema>;

export const adminDomainDetailSchema = adminDomainSchema.extend({
  accent: z.string(),
  adminContacts: z.array(z.string()),
  newAddressNotice: noticeModeSchema,
  settings: domainSettingsSchema,
  /** When DNS is asked again. */
  nextCheckAt: z.iso.datetime().nullable(),
  /** Records to publish, as far as they are known, in their best form. */
  toPublish: z.array(z.object({ name: z.string(), type: z.enum(['TXT', 'MX']), value: z.string() })),
  /** Answers that differed from the one before, the latest first. */
  history: z.array(domainRecordChangeSchema),
});
export type AdminDomainDetail = z.infer<typeof adminDomainDetailSchema>;

export const adminDomainPageSchema = z.object({
  items: z.array(adminDomainSchema),
  nextCursor: z.string().nullable(),
});
export type AdminDomainPage = z.infer<typeof adminDomainPageSchema>;

export const adminDomainQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: text().max(253).optional(),
});
export type AdminDomainQuery = z.infer<typeof adminDomainQuerySchema>;

const team = z
  .string()
  .trim()
  .transform((name) => name.replace(/^~/, ''))
  .pipe(z.string().max(100).regex(/^[a-z0-9][a-z0-9+.-]*$/)); // prettier-ignore
const title = text().trim().min(1).max(60);
const landingPath = z.string().refine(isLandingPathForm).nullable();
const accent = z
  .string()
  .transform((colour) => colour.toLowerCase())
  .pipe(z.string().regex(/^#[0-9a-f]{6}$/));
const contacts = z
  .array(z.string().trim().max(254).refine((address) => parseMailbox(address) !== null))
  .max(20)
  .transform((list) => [...new Set(list)]); // prettier-ignore

/** At least two labels, in any spelling; kept in its ASCII form. */
const domainName = z.string().max(300).transform((name, ctx) => {
  const ascii = normaliseDomain(name);
  if (ascii) return ascii;
  ctx.addIssue({ code: 'custom', message: 'is no domain' });
  return z.NEVER;
}); // prettier-ignore

export const addDomainSchema = z.strictObject({
  name: domainName,
  team,
  title,
  landingPath: landingPath.default(null),
  accent: accent.default('#666666'),
  adminContacts: contacts.default([]),
});
export type AddDomain = z.input<typeof addDomainSchema>;

export const updateDomainSchema = z
  .strictObject({
    team,
    title,
    landingPath,
    accent,
    adminContacts: contacts,
    newAddressNotice: noticeModeSchema,
    /** Groups of settings to replace; the others stay. */
    settings: z.partialRecord(domainSettingsSchema.keyof(), z.unknown()),
  })
  .partial();
export type UpdateDomain = z.input<typeof updateDomainSchema>;

export const domainActSchema = z.strictObject({ reason: reasonSchema });
/** Typed out, so that the wrong one is not retired. */
export const retireDomainSchema = z.strictObject({ reason: reasonSchema, confirm: z.string().max(300) });
export type RetireDomain = z.input<typeof retireDomainSchema>;
