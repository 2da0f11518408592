import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { z } from 'zod';
import { parseDnsServers } from '@ubuntu-aliases/dns';
import { type DoorAddress, parseDoorAddress } from './doors/listen.ts';

/** The forwarder's one reader of the environment. Every variable is explained here and nowhere read again. */

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const door = z.string().transform((text, ctx): DoorAddress => {
  const address = parseDoorAddress(text.trim());
  if (address) return address;
  ctx.addIssue({ code: 'custom', message: 'must be host:port or unix:/path' });
  return z.NEVER;
});

function isPeer(entry: string): boolean {
  const [address = '', prefix, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32));
}

const peers = z
  .string()
  .transform(list)
  .refine((entries) => entries.length > 0 && entries.every(isPeer), 'must be addresses or networks');

const relayUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^smtps?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    /^\/?$/.test(url.pathname) &&
    !url.search &&
    !url.hash &&
    (url.username === '') === (url.password === '')
  );
}, 'must be smtp://[user:password@]host:port or smtps://…');

const SECRET_MIN = 8;
const secrets = z
  .string()
  .transform(list)
  .refine((keys) => keys.length > 0, 'must not be empty')
  .refine(
    (keys) => keys.every((key) => key.length >= SECRET_MIN),
    `must have at least ${SECRET_MIN} characters each`,
  );

const hostName = z
  .string()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'must be a host name',
  );

const dnsServers = z.string().transform((text, ctx) => {
  try {
    return parseDnsServers(text);
  } catch (error) {
    ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is wrong' });
    return z.NEVER;
  }
});

const schema = z.object({
  /** Where the doors listen, `host:port` or `unix:/path`; one that is not set stays closed. */
  FORWARDER_SMTP: door.optional(),
  FORWARDER_LMTP: door.optional(),
  FORWARDER_SOCKETMAP: door.optional(),
  /** Who may use the doors, and speak for others with XFORWARD: addresses and networks. */
  FORWARDER_PEERS: peers.default(['127.0.0.1', '::1']),
  /** A smarthost that takes everything, in place of the recipients' own mail servers. */
  FORWARDER_RELAY_URL: relayUrl.optional(),
  /** `host:port,…` for all questions to DNS; not set: the system's. */
  DNS_SERVERS: dnsServers.optional(),
  /** Our name in greetings, in EHLO and in the trace. */
  FORWARDER_HOSTNAME: hostName.prefault(hostname()),
  /** Signs rewritten senders. Comma-separated: the first signs, all verify. */
  SRS_SECRET: secrets,
  /** The domain of rewritten senders; without it each alias's own. */
  SRS_DOMAIN: hostName.optional(),
  /** Megabytes of messages in flight; above them mail is told to come back. */
  FORWARDER_MEMORY_MB: z.coerce.number().int().min(32).max(65_536).default(256),
  /** Where the keys are that mail is sealed with (`dkim/`); relative to the repository. */
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''),
      'must be a postgresql:// URL',
    ),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type ForwarderEnv = z.infer<typeof schema>;

const DOORS = ['FORWARDER_SMTP', 'FORWARDER_LMTP', 'FORWARDER_SOCKETMAP'] as const;

type Source = Record<string, string | undefined>;

/** Whether any door is to be opened. */
export const hasDoor = (source: Source) => DOORS.some((name) => (source[name] ?? '').trim() !== '');

/** What is right and everything that is wrong, at once. An empty variable counts as not set. */
export function readForwarderEnv(source: Source): { env: ForwarderEnv | null; problems: string[] } {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const { success, data, error } = schema.safeParse(given);
  const problems = (error?.issues ?? []).map(({ path, code, message }) => {
    const name = String(path[0]);
    return code === 'invalid_type' && given[name] === undefined
      ? `${name} is required`
      : `${name} ${message}`;
  });
  if (!hasDoor(source)) problems.push(`--role forwarder needs a door: ${DOORS.join(', ')}`);
  return { env: success ? data : null, problems: [...new Set(problems)] };
}
