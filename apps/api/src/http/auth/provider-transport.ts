import { AppError } from '@ubuntu-aliases/shared';
import { Agent, errors, request, type Dispatcher } from 'undici';

/** Why there is no usable answer from the provider. */
export type ProviderFault = 'timeout' | 'unreachable' | 'status' | 'too_large' | 'malformed' | 'redirect';

export interface TransportLimits {
  /** For everything together: name look-up, connection, headers and the last byte. */
  timeoutMs: number;
  maxBytes: number;
}

/**
 * Own connections: not affected by proxies in the environment, nor by a global switch that turns
 * off TLS checks.
 */
const dispatcher = new Agent({ pipelining: 0, allowH2: false, connect: { rejectUnauthorized: true } });

export function providerUnavailable(reason: ProviderFault, cause?: unknown): AppError {
  return new AppError('auth.provider_unavailable', { details: { reason }, cause });
}

/** Posts a form and gives the text of a 200 answer. Follows nothing, unpacks nothing, tries once. */
export async function postForm(url: string, form: string, limits: TransportLimits): Promise<string> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    const response = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'text/plain',
        'accept-encoding': 'identity',
      },
      body: form,
      signal,
      dispatcher,
    });
    if (response.statusCode !== 200) {
      response.body.on('error', () => undefined).destroy();
      throw providerUnavailable(isRedirect(response.statusCode) ? 'redirect' : 'status');
    }
    return await readText(response.body, limits.maxBytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (signal.aborted) throw providerUnavailable('timeout', error);
    throw providerUnavailable(faultOf(error), error);
  }
}

async function readText(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw providerUnavailable('too_large');
    chunks.push(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw providerUnavailable('malformed', error);
  }
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function faultOf(error: unknown): ProviderFault {
  if (error instanceof errors.HTTPParserError) return 'malformed';
  if (error instanceof errors.HeadersOverflowError) return 'too_large';
  return 'unreachable';
}
