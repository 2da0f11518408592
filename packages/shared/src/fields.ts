import { z } from 'zod';

/** PostgreSQL has no place for this character in a text. */
export const text = () => z.string().regex(/^[^\0]*$/);

/** Years that PostgreSQL's calendar and JavaScript's agree about, whatever the offset. */
export const moment = z.iso
  .datetime({ offset: true })
  .refine((value) => new Date(value).getUTCFullYear() > 0);

/** Several values of a filter, with commas between them. */
export const csv = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .max(500)
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(item).max(20));

/** Why an admin did something: one or a few sentences, never nothing. */
export const reasonSchema = text().trim().min(1).max(500);
