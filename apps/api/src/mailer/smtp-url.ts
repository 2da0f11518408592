import type { SMTPPoolOptions } from 'nodemailer';

export type SmtpServer = Pick<
  SMTPPoolOptions,
  'host' | 'port' | 'secure' | 'requireTLS' | 'ignoreTLS' | 'opportunisticTLS' | 'auth' | 'tls'
>;

const PARAMETERS: ReadonlySet<string> = new Set(['requireTLS', 'ignoreTLS', 'tls.rejectUnauthorized']);

/**
 * Reads `SMTP_URL`: `smtp://host:port`, `smtps://user:password@host`. What an error says never holds the
 * URL itself, which may hold a password.
 *
 * Without a port: 465 for smtps, 587 with a password, else 25.
 *
 * - `?requireTLS`: STARTTLS and a valid certificate, or no mail.
 * - Neither that nor smtps: TLS when the server offers it. The certificate is then not checked, because
 *   whoever could forge it could as well hide the offer (RFC 7435 §3).
 * - A password is never sent unprotected to another machine: with one, `requireTLS` is implied, except
 *   on loopback or with an explicit `?ignoreTLS`.
 * - `?tls.rejectUnauthorized=false`: for a relay with a certificate of its own making.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSecure = url?.protocol === 'smtps:';
  if (url === null || (!isSecure && url.protocol !== 'smtp:') || url.hostname === '')
    throw new TypeError('not an smtp:// or smtps:// URL with a host');
  for (const name of url.searchParams.keys())
    if (!PARAMETERS.has(name))
      throw new TypeError(`an SMTP URL takes only the parameters ${[...PARAMETERS].join(', ')}`);

  const host = url.hostname.replace(/^\[|\]$/g, '');
  const auth = readAuth(url);
  const ignoreTLS = flag(url, 'ignoreTLS') ?? false;
  const isExposed = auth !== undefined && !isLoopback(host) && !ignoreTLS;
  const requireTLS = !isSecure && ((flag(url, 'requireTLS') ?? false) || isExposed);
  return {
    host,
    port: url.port === '' ? (isSecure ? 465 : auth ? 587 : 25) : Number(url.port),
    secure: isSecure,
    requireTLS,
    ignoreTLS: ignoreTLS && !requireTLS,
    opportunisticTLS: !isSecure && !requireTLS,
    ...(auth && { auth }),
    tls: { rejectUnauthorized: flag(url, 'tls.rejectUnauthorized') ?? (isSecure || requireTLS) },
  };
}

function readAuth(url: URL): { user: string; pass: string } | undefined {
  if (url.username === '' && url.password === '') return undefined;
  try {
    return { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  } catch {
    throw new TypeError('the user name or password of an SMTP URL is not percent-encoded');
  }
}

/** `?name`, `?name=true` and `?name=1` are yes. */
function flag(url: URL, name: string): boolean | undefined {
  const value = url.searchParams.get(name);
  if (value === null) return undefined;
  if (['', 'true', '1'].includes(value)) return true;
  if (['false', '0'].includes(value)) return false;
  throw new TypeError(`the parameter ${name} of an SMTP URL is true or false`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
