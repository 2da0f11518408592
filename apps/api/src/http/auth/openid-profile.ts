import { SREG_1_1_NS } from './openid-names.ts';

/** What the provider said about the person; any of it may be missing. None of it identifies anybody. */
export interface AssertedProfile {
  nickname: string | null;
  email: string | null;
  fullName: string | null;
  language: string | null;
}

const NAMESPACE = /^openid\.ns\.([A-Za-z0-9_]+)$/;

/**
 * Simple Registration 1.1 section 4, under whatever alias the answer gives it. The names are free
 * to choose (OpenID Authentication 2.0 section 12), so `openid.sreg.email` alone means nothing:
 * `openid.ns.sreg` may be missing, of version 1.0, or stand for another extension. Called only once
 * every field is known to be in the signed list.
 */
export function readProfile(params: ReadonlyMap<string, string>): AssertedProfile {
  const alias = namespaces(params).find(([, uri]) => uri === SREG_1_1_NS)?.[0];
  const read = (field: string) =>
    (alias === undefined ? undefined : params.get(`openid.${alias}.${field}`)?.trim()) || null;
  return {
    nickname: read('nickname'),
    email: read('email'),
    fullName: read('fullname'),
    language: read('language'),
  };
}

/** Section 12 forbids two aliases for one extension: which of them would be meant? */
export function hasAmbiguousNamespace(params: ReadonlyMap<string, string>): boolean {
  const uris = namespaces(params).map(([, uri]) => uri);
  return new Set(uris).size !== uris.length;
}

function namespaces(params: ReadonlyMap<string, string>): [alias: string, uri: string][] {
  return [...params].flatMap(([name, uri]): [string, string][] => {
    const alias = NAMESPACE.exec(name)?.[1];
    return alias === undefined ? [] : [[alias, uri]];
  });
}
