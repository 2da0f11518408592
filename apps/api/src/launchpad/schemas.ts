import { isLaunchpadName } from '@ubuntu-aliases/shared';
import { z } from 'zod';
import { maskPath, unexpectedResponse } from './errors.ts';
import type { LaunchpadAccount } from './types.ts';

/** Stands in for the value of any field that the caller may not see; a string, so it is truthy. */
export const REDACTED = 'tag:launchpad.net:2008:redacted';

const DISPLAY_NAME_MAX = 200;

const nameSchema = z.string().refine(isLaunchpadName, 'not a Launchpad name');

/**
 * The fields of a person we use. The two that decide must be real booleans: hidden, missing or of another
 * type means that Launchpad did not say, which is not the same as "no".
 */
export const personSchema = z.object({
  name: nameSchema,
  display_name: z.unknown().optional(),
  is_team: z.literal(false),
  is_valid: z.boolean(),
  is_ubuntu_coc_signer: z.boolean(),
  account_status: z.unknown().optional(),
  date_created: z.unknown().optional(),
  resource_type_link: z.string().endsWith('#person'),
});

/** What the look-up by OpenID identifier answers with: a person or a literal null. */
export const lookupSchema = personSchema.nullable();

/** A person or a team; which does not matter where only the name is asked about. */
export const namedSchema = z.object({ name: nameSchema, date_created: z.unknown().optional() });

export const teamSchema = z.object({
  name: nameSchema,
  is_team: z.literal(true),
  resource_type_link: z.string().endsWith('#team'),
});

/** One page of a collection. `total_size` is left out on purpose: it counts entries that are never sent. */
export function pageOf<T extends z.ZodType>(entry: T) {
  return z.object({
    entries: z.array(entry),
    /** Absent on the last page. */
    next_collection_link: z.string().optional(),
  });
}

/** The value as its schema says, or `unexpected_response` with the names of the fields that are wrong. */
export function parseAnswer<T extends z.ZodType>(schema: T, value: unknown, path: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.slice(0, 5).map((issue) => issue.path.map(String).join('.') || '(root)');
  throw unexpectedResponse({ reason: 'shape', path: maskPath(path), fields });
}

/** Free text as it may be shown and stored: well-formed, on one line, without direction overrides, cut. */
function cleanText(text: unknown): string {
  if (typeof text !== 'string' || text === REDACTED) return '';
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
  return [...line].slice(0, DISPLAY_NAME_MAX).join('').trim();
}

/** Compared as it was written: a date of another form, or none, says nothing. */
export function toSince(date: unknown): string | null {
  return typeof date === 'string' && /^\d{4}-\d\d-\d\dT[\d:.+Z-]{8,30}$/.test(date) ? date : null;
}

export function toAccount(person: z.output<typeof personSchema>): LaunchpadAccount {
  const status = cleanText(person.account_status);
  return {
    name: person.name,
    displayName: cleanText(person.display_name) || person.name,
    isValid: person.is_valid,
    isCocSigner: person.is_ubuntu_coc_signer,
    since: toSince(person.date_created),
    status: /^[A-Za-z ]{1,40}$/.test(status) ? status : null,
  };
}
