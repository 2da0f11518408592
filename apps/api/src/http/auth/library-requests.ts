import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { AppError } from '@ubuntu-aliases/shared';
import { readCheckedSignature } from './key-value-form.ts';
import { postForm, providerUnavailable, type TransportLimits } from './provider-transport.ts';

/** One question to the provider. Whatever the library does on the way is held against it. */
export interface Verification {
  endpoint: string;
  nonce: string;
  limits: TransportLimits;
  /** Set once the provider was asked; a verification asks once. */
  isAsked: boolean;
  /** Why there was no usable answer. The library loses it on the way, so it is kept here. */
  fault: unknown;
}

/** The verification that the running code belongs to; the libraries keep such things in globals. */
const verifications = new AsyncLocalStorage<Verification>();

export function runVerification<Result>(verification: Verification, run: () => Result): Result {
  return verifications.run(verification, run);
}

export function currentVerification(): Verification | undefined {
  return verifications.getStore();
}

interface LibraryRequest {
  method?: string;
  url?: string;
  data?: unknown;
}

/** The defaults of the HTTP client that `openid` uses; `adapter` is what really sends. */
interface LibraryHttp {
  defaults: {
    adapter: (request: LibraryRequest) => Promise<unknown>;
    transformResponse: ((data: unknown) => unknown)[];
  };
}

/**
 * `openid` posts through the default instance of its own copy of axios: no deadline or size limit,
 * redirects followed, proxies from the environment, JSON parsed (an object then throws where no
 * promise catches it). Its sender is replaced as a whole; outside a verification there is none, so
 * discovery can fetch nothing either.
 */
function replaceLibrarySender(): void {
  const fromHere = createRequire(import.meta.url);
  const fromUbuntu = createRequire(fromHere.resolve('passport-ubuntu'));
  const fromPassportOpenid = createRequire(fromUbuntu.resolve('passport-openid'));
  const fromOpenid = createRequire(fromPassportOpenid.resolve('openid'));
  const { default: http }: { default: LibraryHttp } = fromOpenid('axios');
  http.defaults.adapter = sendForVerification;
  http.defaults.transformResponse = [(data) => data];
}

replaceLibrarySender();

async function sendForVerification(request: LibraryRequest): Promise<unknown> {
  const verification = currentVerification();
  if (!verification) throw new Error('nothing may be sent outside a verification');
  try {
    return {
      status: 200,
      statusText: 'OK',
      headers: {},
      config: request,
      data: await ask(verification, request),
    };
  } catch (error) {
    verification.fault ??= error;
    throw error;
  }
}

async function ask(verification: Verification, request: LibraryRequest): Promise<string> {
  const { method, url, data } = request;
  if (
    verification.isAsked ||
    method !== 'post' ||
    url !== verification.endpoint ||
    typeof data !== 'string'
  ) {
    throw new AppError('internal', { message: 'unexpected request by the OpenID library' });
  }
  verification.isAsked = true;

  // The library was given a stand-in for the nonce; section 11.4.2.1 wants exact copies.
  const form = new URLSearchParams(data);
  form.set('openid.response_nonce', verification.nonce);
  const text = await postForm(verification.endpoint, form.toString(), verification.limits);

  const checked = readCheckedSignature(text);
  if (checked === 'malformed') throw providerUnavailable('malformed');
  return checked === 'valid' ? 'is_valid:true\n' : 'is_valid:false\n';
}
