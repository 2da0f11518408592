import { z } from 'zod';
import { parseDnsServers } from '@ubuntu-aliases/dns';
import { normaliseDomain, parseMailbox } from '@ubuntu-aliases/shared';
import { parseSmtpUrl, readMailSender } from './mailer/index.ts';

/** The one reader of the environment. Every variable is explained here and nowhere read again. */

export const ROLES = ['all', 'api', 'worker'] as const;
export type ProcessRole = (typeof ROLES)[number];

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An http(s) URL without query, fragment or credentials; a trailing slash is ignored. Plain http on loopback only. */
const upstreamUrl = z.string().transform((text, ctx) => {
  const url = URL.parse(text);
  const problem =
    !url || !/^https?:$/.test(url.protocol)
      ? 'must be an http or https URL'
      : url.search || url.hash || url.username || url.password
        ? 'must have no query, fragment or credentials'
        : url.protocol === 'http:' && !LOOPBACK.test(url.hostname)
          ? 'must be https, since only loopback addresses may be plain http'
          : null;
  if (problem || !url) {
    ctx.addIssue({ code: 'custom', message: problem ?? 'must be a URL' });
    return z.NEVER;
  }
  // Not `href`, which keeps the mark of an empty query or fragment.
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
});

const originUrl = upstreamUrl.refine(
  (url) => new URL(url).pathname === '/',
  'must be an origin, without a path',
);

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** `host:port` pairs are checked by whoever uses them; here only the shape of a comma-separated list. */
const listOf = <T>(item: z.ZodType<T, string>) => z.string().transform(list).pipe(z.array(item));

const contact = z.string().refine((text) => parseMailbox(text) !== null, 'must be e-mail addresses');

const mailFrom = z
  .string()
  .refine(
    (text) => isAccepted(() => readMailSender(text, 'http://localhost')),
    'must be an address, or a name and an <address>',
  );

const smtpUrl = z
  .string()
  .refine(
    (text) => isAccepted(() => parseSmtpUrl(text)),
    'must be smtp://[user:password@]host:port or smtps://…',
  );

/** Whoever uses a value later says whether it can be used, so that it is found at start. */
function isAccepted(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

const hostName = z.string().transform((text, ctx) => {
  const name = normaliseDomain(text);
  if (name) return name;
  ctx.addIssue({ code: 'custom', message: 'must be host names' });
  return z.NEVER;
});

const dnsServers = z.string().transform((text, ctx) => {
  try {
    return parseDnsServers(text);
  } catch (error) {
    ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is wrong' });
    return z.NEVER;
  }
});

const databaseUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''), 'must be a postgresql:// URL');

const identifier = z
  .string()
  .regex(/^https?:\/\/[^\s?#]+\/\+id\/[A-Za-z0-9_-]{1,64}$/, 'must be claimed identifiers, https://…/+id/…');

const ip = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'must be addresses or networks');

const SECRET_MIN = 8;
const secrets = listOf(z.string().min(SECRET_MIN, `must have at least ${SECRET_MIN} characters each`)).refine(
  (keys) => keys.length > 0,
  'must not be empty',
);

const schema = z.object({
  /** Where the API listens; it also serves the built web app. */
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Origin that people see: CSRF, links in mails, OpenID realm; its scheme decides the cookie's name. */
  PUBLIC_URL: originUrl.optional(),
  /** Peers whose last X-Forwarded-For hop is the client for rate limits. */
  TRUSTED_PROXIES: listOf(ip).default([]),
  /** OpenID provider. Any other value than Ubuntu One's shows "test installation" on every page. */
  UBUNTU_SSO_URL: upstreamUrl.default('https://login.ubuntu.com'),
  UBUNTU_REALM: z.string().optional(),
  UBUNTU_CALLBACK_URL: upstreamUrl.optional(),
  /** Launchpad's web service, without the version. */
  LAUNCHPAD_URL: upstreamUrl.default('https://api.launchpad.net'),
  /** PostgreSQL; without it an embedded one in DATA_DIR serves, and then only with --role all. */
  DATABASE_URL: databaseUrl.optional(),
  /** Connections of each process at most. */
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),
  DATA_DIR: z.string().min(1).default('.data'),
  /** Signs cookies. Comma-separated: the first signs, all verify. */
  SESSION_SECRET: secrets,
  /**
   * Recognises people who left and come back. Comma-separated: the first makes, all recognise; the secret in the database
   * is always tried as well. None may ever be dropped while there are hashes made with it.
   */
  IDENTITY_SECRET: secrets.default([]),
  /** Server that takes our notifications, and who they are from. */
  SMTP_URL: smtpUrl,
  /** Our own mail server for the domains: a test goes in there, as everybody's mail does; none: straight to the mailbox. */
  TEST_SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailFrom,
  /** Servers for all DNS questions, `host:port,…`; those of the system when there are none. */
  DNS_SERVERS: dnsServers.optional(),
  /** Mail servers that the MX records of our domains should name, the preferred one first; none: any. */
  MAIL_HOSTS: listOf(hostName).default([]),
  /** What their SPF records should have in them, as a whole record; none: any valid one. */
  MAIL_SPF: z
    .string()
    .regex(/^v=spf1( [!-~]+)+$/, 'must be like "v=spf1 mx ~all"')
    .optional(),
  /** Claimed identifiers of admins of everything, while they are listed. */
  ADMIN_IDENTIFIERS: listOf(identifier).default([]),
  /** Mailed about a domain that has no contacts of its own. */
  ADMIN_CONTACTS: listOf(contact).default([]),
  /** Minutes between two runs of the membership sync; 0: no schedule and no trickle. */
  SYNC_INTERVAL_MINUTES: wholeNumber(0, 10_080).default(15),
  /** Days in which mail still flows after somebody left a team, where the domain says nothing else. */
  GRACE_DAYS: wholeNumber(0, 365).default(30),
  /** People whom the trickle verifies in a minute, at most; each member is due once a day. */
  TRICKLE_PER_MINUTE: wholeNumber(1, 1_000).default(30),
  /** Multiplies every rate limit. */
  RATE_LIMIT_FACTOR: z.coerce.number().positive().max(1_000_000).default(1),
  /** Prometheus metrics on this port of HOST; not set: none. */
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Env extends Omit<
  z.infer<typeof schema>,
  'PUBLIC_URL' | 'UBUNTU_REALM' | 'UBUNTU_CALLBACK_URL'
> {
  role: ProcessRole;
  PUBLIC_URL: string;
  UBUNTU_REALM: string;
  UBUNTU_CALLBACK_URL: string;
  /** Cookies are Secure and have the `__Host-` prefix. */
  isSecure: boolean;
  isTestInstallation: boolean;
}

export class EnvError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The environment is not right:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.name = 'EnvError';
    this.problems = problems;
  }
}

const opsSchema = schema.pick({
  DATABASE_URL: true,
  DATA_DIR: true,
  UBUNTU_SSO_URL: true,
  LAUNCHPAD_URL: true,
  PORT: true,
  PUBLIC_URL: true,
  GRACE_DAYS: true,
  ADMIN_CONTACTS: true,
  LOG_LEVEL: true,
});
export type OpsEnv = z.infer<typeof opsSchema>;

/** What `pnpm ops` needs: an operator's shell has no secrets of the service. */
export function readOpsEnv(source: Record<string, string | undefined>): OpsEnv {
  const given = withoutEmpty(source);
  const parsed = opsSchema.safeParse(given);
  if (!parsed.success) throw new EnvError(problemsOf(parsed.error, given));
  return parsed.data;
}

function withoutEmpty(source: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

function problemsOf(error: z.ZodError | undefined, given: Record<string, string | undefined>): string[] {
  return (error?.issues ?? []).map(({ path, code, message }) => {
    const name = String(path[0]);
    return code === 'invalid_type' && given[name] === undefined
      ? `${name} is required`
      : `${name} ${message}`;
  });
}

/** Throws an EnvError that lists everything that is wrong at once. An empty variable counts as not set. */
export function readEnv(source: Record<string, string | undefined>, { role }: { role: string }): Env {
  const given = withoutEmpty(source);
  const parsed = schema.safeParse(given);
  const problems = problemsOf(parsed.error, given);
  if (!isRole(role)) problems.push(`--role must be one of ${ROLES.join(', ')}, forwarder`);
  if (isRole(role) && role !== 'all' && !given['DATABASE_URL']) {
    problems.push(
      'DATABASE_URL is required with --role api or worker (an embedded database serves one starter only)',
    );
  }
  if (!parsed.success || !isRole(role)) throw new EnvError([...new Set(problems)]);

  const env = parsed.data;
  const PUBLIC_URL = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const UBUNTU_REALM = env.UBUNTU_REALM ?? `${PUBLIC_URL}/`;
  const UBUNTU_CALLBACK_URL = env.UBUNTU_CALLBACK_URL ?? `${PUBLIC_URL}/auth/ubuntu/callback`;
  // OpenID Authentication 2.0 §9.2: return_to has to be below the realm, or the provider refuses.
  if (!isBelow(UBUNTU_CALLBACK_URL, UBUNTU_REALM))
    problems.push('UBUNTU_CALLBACK_URL must be below UBUNTU_REALM');
  for (const admin of env.ADMIN_IDENTIFIERS) {
    if (!admin.startsWith(`${env.UBUNTU_SSO_URL}/+id/`)) {
      problems.push('ADMIN_IDENTIFIERS must be identifiers of UBUNTU_SSO_URL');
    }
  }
  if (problems.length > 0) throw new EnvError([...new Set(problems)]);
  return {
    ...env,
    role,
    PUBLIC_URL,
    UBUNTU_REALM,
    UBUNTU_CALLBACK_URL,
    isSecure: PUBLIC_URL.startsWith('https:'),
    isTestInstallation: env.UBUNTU_SSO_URL !== 'https://login.ubuntu.com',
  };
}

function isRole(role: string): role is ProcessRole {
  return (ROLES as readonly string[]).includes(role);
}

function isBelow(callback: string, realm: string): boolean {
  const to = URL.parse(callback);
  const root = URL.parse(realm.replace('://*.', '://'));
  if (!to || !root || root.hash || to.protocol !== root.protocol || to.port !== root.port) return false;
  const sameHost = realm.includes('://*.')
    ? to.hostname === root.hostname || to.hostname.endsWith(`.${root.hostname}`)
    : to.hostname === root.hostname;
  const path = root.pathname.endsWith('/') ? root.pathname : `${root.pathname}/`;
  return sameHost && `${to.pathname}/`.startsWith(path);
}
