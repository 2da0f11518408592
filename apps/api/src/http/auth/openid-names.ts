/** OpenID Authentication 2.0 section 4.1.2. */
export const OPENID_2_NS = 'http://specs.openid.net/auth/2.0';

/** OpenID Authentication 2.0 section 9.1: let the provider choose the identifier. */
export const IDENTIFIER_SELECT = 'http://specs.openid.net/auth/2.0/identifier_select';

/** OpenID Simple Registration Extension 1.1 section 3. */
export const SREG_1_1_NS = 'http://openid.net/extensions/sreg/1.1';

/** The provider's endpoint, known from configuration and never discovered. */
export function providerEndpoint(ssoUrl: string): string {
  return `${ssoUrl}/+openid`;
}

/** What every identifier of the provider begins with. */
export function identifierPrefix(ssoUrl: string): string {
  return `${ssoUrl}/+id/`;
}
