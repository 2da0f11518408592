import { z } from 'zod';
import { faultSchema } from '../faults/fault.ts';

/** Launchpad's own rule for names; it knows no limit of length. */
export const nameSchema = z
  .string()
  .max(500)
  .regex(/^[a-z0-9][a-z0-9+.-]*$/, 'is not a Launchpad name');
export const openidSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not the last part of an identifier');

const fields = {
  name: nameSchema.nullable(),
  displayName: z.string().min(1).max(5000),
  email: z.string().min(1).max(1000).nullable(),
  cocSigned: z.boolean(),
  valid: z.boolean(),
  accountStatus: z.enum([
    'Active',
    'Deactivated',
    'Suspended',
    'Closed',
    'Deceased',
    'Placeholder',
    'Unactivated',
  ]),
  mergedInto: openidSchema.nullable(),
  hideEmail: z.boolean(),
  karma: z.number().int().min(0),
  teams: z.array(nameSchema).max(1000),
  case: z.string().max(500),
};

export const personChangeSchema = z.strictObject(fields).partial();
export const newPersonSchema = personChangeSchema.extend({ openid: openidSchema.optional() });

export const teamSchema = z
  .strictObject({ displayName: z.string().min(1).max(500), isPrivate: z.boolean() })
  .partial();
export const membersSchema = z.strictObject({ members: z.array(nameSchema).max(10_000) });
export const memberSchema = z.strictObject({ name: nameSchema });
export const crowdSchema = z.strictObject({
  team: nameSchema,
  count: z.number().int().min(1).max(5000),
  prefix: z
    .string()
    .max(20)
    .regex(/^[a-z][a-z0-9-]*$/)
    .default('crowd'),
});

/** One more fault, or the whole list. */
export const faultsSchema = z.union([faultSchema, z.array(faultSchema).max(100)]);
