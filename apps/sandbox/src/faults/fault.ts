import { z } from 'zod';

/** What can be wrong with a web answer, whoever gives it. */
const webKinds = [
  'down', // the connection is reset
  'slow', // delayMs before the right answer
  'drip', // the right answer, a byte every delayMs
  'status', // an error answer in the service's manner
  'html', // a page with 200
  'cut', // the connection ends in the middle of the body
  'garbage', // broken JSON
  'no-body', // 200 and nothing
  'null',
  'array',
  'redirect-elsewhere',
  'bad-gzip',
  'gzip-bomb',
  'huge', // more than 20 MB
] as const;

/** What can be wrong with Launchpad's data in an answer that looks right. */
const dataKinds = [
  'empty-team',
  'wrong-types',
  'redacted',
  'repeat', // the second page is the first one again
  'other-person',
] as const;

/** What can be wrong with how the pages of a collection fit together. */
const collectionKinds = [
  'loop', // the next link leads to the same page
  'foreign-next-link', // to another origin
  'link-other-team',
  'link-other-path', // to another collection of the team
  'link-userinfo',
  'link-uppercase',
  'link-protocol', // http for https, or the other way round
  'link-relative',
  'total-high',
  'total-low',
  'overlap', // the last of a page is the first of the next
  'skip', // the first of each further page is left out
  'end-early', // the first page has no next link
  'shifting', // the order changed between two requests
  'missing-team', // 404, as for a team that was deleted or renamed
] as const;

const smtpKinds = ['down', 'reject-temporary', 'reject-permanent', 'slow', 'drop'] as const;

const dnsKinds = [
  'no-answer',
  'slow',
  'servfail',
  'refused',
  'nxdomain',
  'nodata',
  'no-edns', // FORMERR to a question with EDNS
  'truncate', // over UDP; TCP works
  'wrong-id',
  'wrong-question',
  'garbage',
] as const;

export const kindsOf = {
  launchpad: [...webKinds, ...dataKinds, ...collectionKinds],
  openid: [...webKinds],
  smtp: [...smtpKinds],
  dns: [...dnsKinds],
} as const;

const common = {
  /** Only requests (or for smtp recipients) that contain this. */
  path: z.string().max(500).optional(),
  /** So many requests that fit are answered well first: 1 leaves the first one alone. */
  after: z.number().int().min(0).max(1_000_000).optional(),
  /** How often; without it until it is cleared. */
  times: z.number().int().min(1).max(1_000_000).optional(),
  delayMs: z.number().int().min(0).max(3_600_000).optional(),
  retryAfter: z.union([z.number().int().min(0), z.string().regex(/^[\x20-\x7e]{1,100}$/)]).optional(),
  status: z.number().int().min(300).max(599).optional(),
};

export const faultSchema = z.discriminatedUnion('target', [
  z.strictObject({ target: z.literal('launchpad'), kind: z.enum(kindsOf.launchpad), ...common }),
  z.strictObject({ target: z.literal('openid'), kind: z.enum(kindsOf.openid), ...common }),
  z.strictObject({ target: z.literal('smtp'), kind: z.enum(kindsOf.smtp), ...common }),
  z.strictObject({ target: z.literal('dns'), kind: z.enum(kindsOf.dns), ...common }),
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultTarget = Fault['target'];
export type FaultKind = Fault['kind'];
export type DataKind = (typeof dataKinds)[number];
export type CollectionKind = (typeof collectionKinds)[number];

export const isDataKind = (kind: FaultKind): kind is DataKind | CollectionKind =>
  [...dataKinds, ...collectionKinds].some((known) => known === kind);

export const isCollectionKind = (kind: FaultKind): kind is CollectionKind =>
  collectionKinds.some((known) => known === kind);
