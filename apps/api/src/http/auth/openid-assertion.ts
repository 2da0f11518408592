import { OPENID_2_NS, identifierPrefix, providerEndpoint } from './openid-names.ts';
import { hasAmbiguousNamespace, readProfile, type AssertedProfile } from './openid-profile.ts';
import { readNonce, type ResponseNonce } from './openid-nonce.ts';
import { decodeFormText, readQueryParameters, type QueryFault } from './query-parameters.ts';
import { isSecret } from './secret.ts';

export type AssertionRefusal =
  | QueryFault
  | 'ns'
  | 'mode'
  | 'op_endpoint'
  | 'return_to'
  | 'claimed_id'
  | 'identity'
  | 'signed_list'
  | 'unsigned_field'
  | 'signature'
  | 'namespace'
  | 'nonce_form'
  | 'nonce_age';

export interface AcceptedAssertion {
  outcome: 'accepted';
  claimedIdentifier: string;
  nonce: ResponseNonce;
  /** All `openid.*` values as they came, for the provider to check. */
  params: ReadonlyMap<string, string>;
  profile: AssertedProfile;
}

export type AssertionCheck =
  AcceptedAssertion | { outcome: 'cancelled' } | { outcome: 'refused'; reason: AssertionRefusal };

/** Section 10.1 asks for these; section 12 lets extensions add to them. */
const ALWAYS_SIGNED = [
  'op_endpoint',
  'claimed_id',
  'identity',
  'return_to',
  'response_nonce',
  'assoc_handle',
];

const IDENTIFIER_REST = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Decides everything about a provider's answer that can be decided without asking anybody: its
 * shape, its fixed values by equality, what is signed, and the form and age of its nonce (OpenID
 * Authentication 2.0 sections 10.1, 11.1 to 11.3). What is accepted here still has to be confirmed
 * by the provider and used only once.
 */
export function checkAssertion(
  rawQuery: string,
  expected: { ssoUrl: string; returnTo: string; now: Date },
): AssertionCheck {
  const query = readQueryParameters(rawQuery);
  if (!query.ok) return refused(query.reason);
  const params = new Map([...query.params].filter(([name]) => name !== 'state'));

  // Section 10.2.2. Nothing is signed here and nothing follows from it, whatever else came along.
  if (params.get('openid.mode') === 'cancel') return { outcome: 'cancelled' };

  const reason = findWrongValue(params, expected) ?? findUnsigned(params);
  if (reason) return refused(reason);
  if (hasAmbiguousNamespace(params)) return refused('namespace');

  const nonce = readNonce(params.get('openid.response_nonce') ?? '', expected.now);
  if (!nonce.ok) return refused(nonce.reason);

  const claimedIdentifier = params.get('openid.claimed_id') ?? '';
  return { outcome: 'accepted', claimedIdentifier, nonce: nonce.nonce, params, profile: readProfile(params) };
}

/** The state that the answer names, to take its attempt out before anything else is looked at. */
export function readState(rawQuery: string): string | null {
  for (const pair of rawQuery.split('&')) {
    const equals = pair.indexOf('=');
    if (equals < 1 || decodeFormText(pair.slice(0, equals)) !== 'state') continue;
    const state = decodeFormText(pair.slice(equals + 1));
    if (state !== null && isSecret(state)) return state;
  }
  return null;
}

/**
 * Sections 11.1 and 11.2, without discovery: there is one provider, and it answers only for its own
 * identifiers.
 */
function findWrongValue(
  params: ReadonlyMap<string, string>,
  expected: { ssoUrl: string; returnTo: string },
): AssertionRefusal | null {
  const claimedId = params.get('openid.claimed_id');
  if (params.get('openid.ns') !== OPENID_2_NS) return 'ns';
  if (params.get('openid.mode') !== 'id_res') return 'mode';
  if (params.get('openid.op_endpoint') !== providerEndpoint(expected.ssoUrl)) return 'op_endpoint';
  if (params.get('openid.return_to') !== expected.returnTo) return 'return_to';
  if (!claimedId || !isIdentifier(claimedId, expected.ssoUrl)) return 'claimed_id';
  if (params.get('openid.identity') !== claimedId) return 'identity';
  return null;
}

/**
 * Text is compared, nothing is parsed or normalised: a look-alike host, port, fragment or slash is
 * simply other text.
 */
function isIdentifier(claimedId: string, ssoUrl: string): boolean {
  const prefix = identifierPrefix(ssoUrl);
  return claimedId.startsWith(prefix) && IDENTIFIER_REST.test(claimedId.slice(prefix.length));
}

/**
 * Section 11.4 verifies a signature over the listed fields only, so a field outside the list is
 * anybody's text. Every field has to be in it: `sig` cannot be, and `signed` may be, which is how
 * the provider's library writes it.
 */
function findUnsigned(params: ReadonlyMap<string, string>): AssertionRefusal | null {
  const items = (params.get('openid.signed') ?? '').split(',');
  const signed = new Set(items);
  if (signed.size !== items.length || signed.has('sig')) return 'signed_list';
  if (!items.every((item) => params.has(`openid.${item}`))) return 'signed_list';
  if (!ALWAYS_SIGNED.every((field) => signed.has(field))) return 'unsigned_field';

  for (const name of params.keys()) {
    const field = name.slice('openid.'.length);
    if (field !== 'sig' && field !== 'signed' && !signed.has(field)) return 'unsigned_field';
  }
  return params.get('openid.sig') ? null : 'signature';
}

function refused(reason: AssertionRefusal): AssertionCheck {
  return { outcome: 'refused', reason };
}
