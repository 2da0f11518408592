import type { Answer } from 'dns-packet';
import { z } from 'zod';

export const recordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'TLSA', 'TXT'] as const;

/** Underscores too: `_dmarc`, `_25._tcp`. */
const dnsName = z
  .string()
  .transform((name) => name.toLowerCase().replace(/\.$/, ''))
  .pipe(
    z
      .string()
      .max(253)
      .regex(/^([a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}$/, 'is not a DNS name'),
  );
const number = (max: number) => z.coerce.number().int().min(0).max(max);

/** The value of a record as a zone file has it, but for texts, which stand as they are. */
const values = {
  A: z.ipv4(),
  AAAA: z.ipv6(),
  CNAME: dnsName,
  NS: dnsName,
  PTR: dnsName,
  // `0 .` is a null MX (RFC 7505).
  MX: z.string().transform((text, ctx) => {
    const [preference, exchange] = text.trim().split(/\s+/);
    const read = z
      .object({ preference: number(65_535), exchange: z.literal('.').or(dnsName) })
      .safeParse({ preference, exchange });
    if (read.success) return read.data;
    ctx.addIssue({ code: 'custom', message: 'is not like "10 mx.example.org"' });
    return z.NEVER;
  }),
  TLSA: z.string().transform((text, ctx) => {
    const [, usage, selector, matchingType, hex] = /^(\d) (\d) (\d) ([0-9a-f]+)$/i.exec(text.trim()) ?? [];
    if (hex) {
      const certificate = Buffer.from(hex, 'hex');
      return {
        usage: Number(usage),
        selector: Number(selector),
        matchingType: Number(matchingType),
        certificate,
      };
    }
    ctx.addIssue({ code: 'custom', message: 'is not like "3 1 1 ab12"' });
    return z.NEVER;
  }),
  // In parts of 255 bytes, as RFC 1035 §3.3.14 wants it.
  TXT: z
    .string()
    .max(60_000)
    .transform((text) => {
      const bytes = Buffer.from(text);
      const parts = Math.max(1, Math.ceil(bytes.length / 255));
      return Array.from({ length: parts }, (_, part) => bytes.subarray(part * 255, (part + 1) * 255));
    }),
} satisfies Record<(typeof recordTypes)[number], z.ZodType>;

export const zoneRecordSchema = z
  .strictObject({
    name: dnsName,
    type: z.enum(recordTypes),
    value: z.string().min(1),
    ttl: z.number().int().min(0).max(604_800).default(60),
  })
  .superRefine(({ type, value }, ctx) => {
    for (const { message } of values[type].safeParse(value).error?.issues ?? []) {
      ctx.addIssue({ code: 'custom', path: ['value'], message });
    }
  });
export type ZoneRecord = z.infer<typeof zoneRecordSchema>;

/** The record as the packet library wants it. */
export function toAnswer({ name, type, value, ttl }: ZoneRecord): Answer {
  return { name, type, ttl, class: 'IN', data: values[type].parse(value) } as Answer;
}

/** Lines of a zone file with whole names: `name. [ttl] [IN] TYPE value`; comments and blank lines are skipped. */
export function readZoneFile(text: string): ZoneRecord[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith(';'))
    .map((line) => {
      const [, name, ttl, type = '', rest = ''] =
        /^(\S+)\s+(?:(\d+)\s+)?(?:IN\s+)?([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      const quoted = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part = '']) => part);
      const value = quoted.length > 0 ? quoted.join('').replace(/\\(.)/g, '$1') : rest;
      return zoneRecordSchema.parse({ name, type, value, ...(ttl && { ttl: Number(ttl) }) });
    });
}
