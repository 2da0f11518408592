import { IDENTIFIER_SELECT, OPENID_2_NS, SREG_1_1_NS, providerEndpoint } from './openid-names.ts';

/**
 * Where to send the browser to sign in (OpenID Authentication 2.0 section 9.1).
 *
 * No discovery, since it would fetch a URL that the visitor can influence. No association handle
 * (section 9.1, stateless mode), so the provider is asked about each answer. Little is asked for:
 * the person ticks each field, and an answer over 2047 characters comes back as a POST.
 */
export function buildAuthenticationUrl(request: { ssoUrl: string; realm: string; returnTo: string }): string {
  const url = new URL(providerEndpoint(request.ssoUrl));
  url.search = new URLSearchParams({
    'openid.ns': OPENID_2_NS,
    'openid.mode': 'checkid_setup',
    'openid.claimed_id': IDENTIFIER_SELECT,
    'openid.identity': IDENTIFIER_SELECT,
    'openid.return_to': request.returnTo,
    'openid.realm': request.realm,
    'openid.ns.sreg': SREG_1_1_NS,
    'openid.sreg.required': 'nickname,email',
    'openid.sreg.optional': 'fullname',
  }).toString();
  return url.href;
}
