import { z } from 'zod';

/** What a landing page needs to know of a mail domain; public. */
export const domainSchema = z.object({
  name: z.string(),
  /** Launchpad team whose members get an address, without the tilde. */
  team: z.string(),
  /** Path of the landing page, with its slash; null when there is none. */
  landingPath: z.string().nullable(),
  /** The flavour as people call it: "Ubuntu Studio". */
  title: z.string(),
  /** Accent colour of the landing page, `#rrggbb`. */
  accent: z.string(),
  /** A sentence of the domain's own in place of the usual one; '' for none. */
  landingText: z.object({ en: z.string(), ko: z.string() }).optional(),
});
export type Domain = z.infer<typeof domainSchema>;

export const domainsResponseSchema = z.object({
  items: z.array(domainSchema),
  /** True when sign-in is not Ubuntu One itself: every page then says "test installation". */
  isTestInstallation: z.boolean(),
  /** Host of the OpenID provider, to be named on the page. */
  provider: z.string(),
});
export type DomainsResponse = z.infer<typeof domainsResponseSchema>;
