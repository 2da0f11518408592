import {
  extensionAlias,
  identifierSelect,
  listOf,
  ns,
  sregNamespaces,
  teamsNamespace,
  type Message,
} from './messages.ts';
import { isReturnUrl, matchesRealm } from './realm.ts';

/** A request for authentication that holds, section 9.1. */
export interface CheckidRequest {
  returnTo: string;
  realm: string;
  isImmediate: boolean;
  /** Null: the person chooses (identifier_select). */
  openid: string | null;
  /** A handle of an association that was never made here; the answer says so. */
  invalidateHandle: string | null;
  sreg: { required: string[]; optional: string[] } | null;
  queriedTeams: string[] | null;
}

export type CheckidReading =
  | { ok: true; request: CheckidRequest }
  /** With a `returnTo` the relying party is told (5.2.3), else the person is. */
  | { ok: false; error: string; returnTo: string | null };

function readIdentifier(message: Message, origin: string): { openid: string | null } | { error: string } {
  const [claimed, identity] = [message.get('claimed_id'), message.get('identity')];
  if (claimed === undefined || identity === undefined) {
    return { error: 'openid.claimed_id and openid.identity must both be present.' };
  }
  if (identity === identifierSelect) return { openid: null };
  const prefix = `${origin}/+id/`;
  const openid = identity.startsWith(prefix) ? identity.slice(prefix.length) : '';
  if (!openid || claimed !== identity) return { error: `This provider has no identity ${identity}.` };
  return { openid };
}

export function readCheckid(message: Message, origin: string): CheckidReading {
  const returnTo = message.get('return_to');
  const realm = message.get('realm') ?? returnTo;
  if (!returnTo || !realm) return { ok: false, error: 'openid.return_to is missing.', returnTo: null };
  if (!isReturnUrl(returnTo)) {
    return { ok: false, error: 'openid.return_to is not a web address.', returnTo: null };
  }
  // Nobody is sent to an address outside the realm, not even with an error: that would be an open redirect.
  if (!matchesRealm(returnTo, realm)) {
    return { ok: false, error: 'openid.return_to is not below openid.realm.', returnTo: null };
  }
  if (message.get('ns') !== ns)
    return { ok: false, error: 'This provider speaks OpenID 2.0 only.', returnTo };
  const identifier = readIdentifier(message, origin);
  if ('error' in identifier) return { ok: false, error: identifier.error, returnTo };

  const sreg = extensionAlias(message, sregNamespaces);
  const teams = extensionAlias(message, [teamsNamespace]);
  return {
    ok: true,
    request: {
      returnTo,
      realm,
      isImmediate: message.get('mode') === 'checkid_immediate',
      openid: identifier.openid,
      // A handle is printable ASCII (8.2.1); anything else is not worth repeating.
      invalidateHandle: /^[\x21-\x7e]{1,255}$/.exec(message.get('assoc_handle') ?? '')?.[0] ?? null,
      sreg:
        sreg === null
          ? null
          : {
              required: listOf(message.get(`${sreg}.required`)),
              optional: listOf(message.get(`${sreg}.optional`)),
            },
      queriedTeams: teams === null ? null : listOf(message.get(`${teams}.query_membership`)),
    },
  };
}
