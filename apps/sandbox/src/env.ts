import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const envSchema = z.object({
  /** Wanted port of the web side; the next free one is taken when it is in use, 0 takes any. */
  SANDBOX_PORT: port.default(4000),
  /** The same for the mail side. */
  SANDBOX_SMTP_PORT: port.default(2525),
  /** The same for DNS, UDP and TCP. */
  SANDBOX_DNS_PORT: port.default(5300),
  /** A link back to the product on every page. */
  SANDBOX_PRODUCT_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where the product takes mail for its addresses; the page for writing from outside sends there. */
  SANDBOX_MX_URL: z.url({ protocol: /^smtp$/ }).optional(),
});

/** The one reader of the environment; an empty value counts as none. */
export function readEnv(env: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { success, data, error } = envSchema.safeParse(given);
  if (!success) throw new Error(`The environment is not right.\n${z.prettifyError(error)}`);
  return data;
}
