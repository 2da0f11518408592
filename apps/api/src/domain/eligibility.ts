import type { DomainReason, Eligibility, EligibilityRule, RuleState } from '@ubuntu-aliases/shared';
import { localPartOf } from '@ubuntu-aliases/shared';
import type { Verification } from './verification.ts';

export interface ManagedDomain {
  id: string;
  name: string;
  team: string;
  isProven: boolean;
}

type Rules = Record<EligibilityRule, RuleState>;

/** Each of the five rules on its own; without a completed check all of them are unknown but the ban. */
export function rulesOf(
  isBanned: boolean,
  verification: Verification | null,
  domains: readonly Pick<ManagedDomain, 'team'>[],
): Rules {
  if (!verification) {
    return {
      not_banned: isBanned ? 'failed' : 'unknown',
      account_known: 'unknown',
      account_valid: 'unknown',
      coc_signed: 'unknown',
      in_team: 'unknown',
    };
  }
  const { account, teams } = verification;
  const not_banned = isBanned ? 'failed' : 'ok';
  if (!account) {
    return {
      not_banned,
      account_known: 'failed',
      account_valid: 'unknown',
      coc_signed: 'unknown',
      in_team: 'unknown',
    };
  }
  return {
    not_banned,
    account_known: 'ok',
    account_valid: account.isValid ? 'ok' : 'failed',
    coc_signed: account.isCocSigner ? 'ok' : 'failed',
    in_team: teams === null ? 'unknown' : domains.some((d) => teams[d.team]) ? 'ok' : 'failed',
  };
}

/** The first rule that stands between a person and an address at this domain. */
export function domainAnswer(
  isBanned: boolean,
  verification: Verification | null,
  domain: ManagedDomain,
): { state: RuleState; reason?: DomainReason } {
  if (isBanned) return { state: 'failed', reason: 'banned' };
  if (!verification) return { state: 'unknown' };
  const { account, teams } = verification;
  if (!account) return { state: 'failed', reason: 'account_unknown' };
  if (!account.isValid) return { state: 'failed', reason: 'account_invalid' };
  if (!account.isCocSigner) return { state: 'failed', reason: 'coc_unsigned' };
  const listed = teams?.[domain.team];
  if (listed === undefined) return { state: 'unknown' };
  if (!listed) return { state: 'failed', reason: 'not_in_team' };
  if (!domain.isProven) return { state: 'failed', reason: 'domain_unproven' };
  return { state: 'ok' };
}

export interface EligibilityInput {
  isBanned: boolean;
  verification: Verification | null;
  checkedAt: Date | null;
  isPending: boolean;
  domains: readonly ManagedDomain[];
  /** Domains at which the person has an address already, by id. */
  domainsWithAlias: ReadonlySet<string>;
  /** What stands against an address of the person's name where every rule is ok, by domain. */
  nameReasons?: ReadonlyMap<string, DomainReason>;
}

/** What the page shows: every rule, then every domain with what stands in the way. */
export function eligibilityOf(input: EligibilityInput): Eligibility {
  const { isBanned, verification, checkedAt, isPending, domains, domainsWithAlias, nameReasons } = input;
  const rules = rulesOf(isBanned, verification, domains);
  // A record that may be another member's gives nobody its name.
  const name = verification?.isNameContested ? null : (verification?.account?.name ?? null);
  const isNameUsable = name === null || localPartOf(name).ok;
  return {
    isEligible: Object.values(rules).every((state) => state === 'ok'),
    status: isPending || !verification ? 'pending' : 'checked',
    checkedAt: verification && checkedAt ? checkedAt.toISOString() : null,
    launchpadName: name,
    rules: (Object.entries(rules) as [EligibilityRule, RuleState][]).map(([rule, state]) => ({
      rule,
      state,
    })),
    domains: domains.map((domain) => {
      const hasAlias = domainsWithAlias.has(domain.id);
      // An address that exists stands whether its domain is proven or not.
      const { state, reason } = domainAnswer(isBanned, verification, {
        ...domain,
        isProven: domain.isProven || hasAlias,
      });
      const named = { domain: domain.name, team: domain.team };
      if (state === 'ok' && !hasAlias && !isNameUsable) return { ...named, state, reason: 'name_unusable' };
      const why = reason ?? (state === 'ok' ? nameReasons?.get(domain.id) : undefined);
      return { ...named, state, ...(why && { reason: why }) };
    }),
  };
}
