import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { DomainReason, RuleState } from '@ubuntu-aliases/shared';
import { ELIGIBILITY_RULES, eligibilitySchema } from '@ubuntu-aliases/shared';
import { domainAnswer, eligibilityOf, rulesOf, type EligibilityInput } from './eligibility.ts';
import { nameOf, readVerification, type Verification } from './verification.ts';

const UBUNTU = { id: 'd1', name: 'ubuntu.com', team: 'ubuntumembers', isProven: true };
const KUBUNTU = { id: 'd2', name: 'kubuntu.org', team: 'kubuntu-members', isProven: true };
const NOW = new Date('2026-05-01T12:00:00Z');

type Account = NonNullable<Verification['account']>;
const check = (account: Partial<Account> = {}, teams: Verification['teams'] = { ubuntumembers: true }): Verification => ({
  account: { name: 'mira', displayName: 'Mira', isValid: true, isCocSigner: true, ...account },
  teams,
}); // prettier-ignore
const UNKNOWN_ACCOUNT: Verification = { account: null, teams: null };

const input = (overrides: Partial<EligibilityInput> = {}): EligibilityInput => ({
  isBanned: false,
  verification: check(),
  checkedAt: NOW,
  isPending: false,
  domains: [UBUNTU, KUBUNTU],
  domainsWithAlias: new Set(['d1']),
  ...overrides,
});

describe('the five rules', () => {
  const table: [string, boolean, Verification | null, RuleState[]][] = [
    ['before any check', false, null, ['unknown', 'unknown', 'unknown', 'unknown', 'unknown']],
    ['banned before any check', true, null, ['failed', 'unknown', 'unknown', 'unknown', 'unknown']],
    ['all well', false, check(), ['ok', 'ok', 'ok', 'ok', 'ok']],
    ['banned', true, check(), ['failed', 'ok', 'ok', 'ok', 'ok']],
    ['not known', false, UNKNOWN_ACCOUNT, ['ok', 'failed', 'unknown', 'unknown', 'unknown']],
    ['banned and not known', true, UNKNOWN_ACCOUNT, ['failed', 'failed', 'unknown', 'unknown', 'unknown']],
    ['not valid, teams hidden', false, check({ isValid: false }, null), ['ok', 'ok', 'failed', 'ok', 'unknown']],
    ['not valid, not signed, hidden', false, check({ isValid: false, isCocSigner: false }, null), ['ok', 'ok', 'failed', 'failed', 'unknown']],
    ['not signed', false, check({ isCocSigner: false }), ['ok', 'ok', 'ok', 'failed', 'ok']],
    ['in another mapped team', false, check({}, { 'kubuntu-members': true, ubuntumembers: false }), ['ok', 'ok', 'ok', 'ok', 'ok']],
    ['in no team', false, check({}, { ubuntumembers: false, 'kubuntu-members': false }), ['ok', 'ok', 'ok', 'ok', 'failed']],
    ['in an unmapped team only', false, check({}, { elsewhere: true }), ['ok', 'ok', 'ok', 'ok', 'failed']],
    ['everything at once', true, check({ isValid: false, isCocSigner: false }, { ubuntumembers: false }), ['failed', 'ok', 'failed', 'failed', 'failed']],
  ]; // prettier-ignore

  test.each(table)('%s', (_, isBanned, verification, states) => {
    const rules = rulesOf(isBanned, verification, [UBUNTU, KUBUNTU]);
    expect(Object.entries(rules)).toEqual(ELIGIBILITY_RULES.map((rule, i) => [rule, states[i]]));
    const shown = eligibilityOf(input({ isBanned, verification }));
    expect(shown.rules.map((r) => r.state)).toEqual(states);
    expect(shown.isEligible).toBe(states.every((state) => state === 'ok'));
  });

  it('finds nobody in a team when no team is mapped', () => {
    expect(rulesOf(false, check(), []).in_team).toBe('failed');
  });
});

describe('the answer for one domain', () => {
  const table: [string, boolean, Verification | null, RuleState, DomainReason | undefined][] = [
    ['before any check', false, null, 'unknown', undefined],
    ['banned before any check', true, null, 'failed', 'banned'],
    ['all well', false, check(), 'ok', undefined],
    ['a ban comes first', true, UNKNOWN_ACCOUNT, 'failed', 'banned'],
    ['not known', false, UNKNOWN_ACCOUNT, 'failed', 'account_unknown'],
    ['not valid', false, check({ isValid: false, isCocSigner: false }, null), 'failed', 'account_invalid'],
    ['not signed', false, check({ isCocSigner: false }, { ubuntumembers: false }), 'failed', 'coc_unsigned'],
    ['teams not told', false, check({}, null), 'unknown', undefined],
    ['team not asked about', false, check({}, {}), 'unknown', undefined],
    ['not in the team', false, check({}, { ubuntumembers: false }), 'failed', 'not_in_team'],
  ];

  test.each(table)('%s', (_, isBanned, verification, state, reason) => {
    expect(domainAnswer(isBanned, verification, UBUNTU)).toEqual(reason ? { state, reason } : { state });
  });

  it('says that a domain is not proven only to those who would get an address there', () => {
    const unproven = { ...UBUNTU, isProven: false };
    expect(domainAnswer(false, check(), unproven)).toEqual({ state: 'failed', reason: 'domain_unproven' });
    expect(domainAnswer(false, check({}, { ubuntumembers: false }), unproven).reason).toBe('not_in_team');
  });
});

describe('what the page shows', () => {
  it('is pending, with all rules unknown and no time, before any completed check', () => {
    expect(
      eligibilityOf(input({ verification: null, checkedAt: null, domainsWithAlias: new Set() })),
    ).toEqual({
      isEligible: false,
      status: 'pending',
      checkedAt: null,
      launchpadName: null,
      rules: ELIGIBILITY_RULES.map((rule) => ({ rule, state: 'unknown' })),
      domains: [UBUNTU, KUBUNTU].map(({ name, team }) => ({ domain: name, team, state: 'unknown' })),
    });
  });

  it('keeps the last answer while a newer check is pending', () => {
    const shown = eligibilityOf(input({ isPending: true }));
    expect(shown).toMatchObject({ status: 'pending', isEligible: true, checkedAt: NOW.toISOString(), launchpadName: 'mira' });
  }); // prettier-ignore

  it('says why the name gives no address where every rule is ok, and only there', () => {
    const nameReasons = new Map([
      ['d1', 'name_taken'],
      ['d2', 'rename_limit'],
    ] as const);
    expect(eligibilityOf(input({ nameReasons })).domains.map((d) => [d.state, d.reason])).toEqual([
      ['ok', 'name_taken'],
      ['unknown', undefined],
    ]);
  });

  test.each([['root'], ['dot.'], ['srs0-x'], ['a'.repeat(65)]])(
    'says that %s cannot be a local part, unless there is an address already', (name) => {
      const verification = check({ name }, { ubuntumembers: true, 'kubuntu-members': true });
      const { domains, isEligible } = eligibilityOf(input({ verification }));
      expect(isEligible).toBe(true);
      expect(domains).toEqual([
        { domain: 'ubuntu.com', team: 'ubuntumembers', state: 'ok' },
        { domain: 'kubuntu.org', team: 'kubuntu-members', state: 'ok', reason: 'name_unusable' },
      ]);
    }); // prettier-ignore

  it('lets an address stand whose domain is not proven', () => {
    const domains = [{ ...UBUNTU, isProven: false }];
    expect(eligibilityOf(input({ domains })).domains[0]).toMatchObject({ state: 'ok' });
    expect(eligibilityOf(input({ domains, domainsWithAlias: new Set() })).domains[0]).toMatchObject({
      state: 'failed',
      reason: 'domain_unproven',
    });
  });

  it('always has the shape that the API promises, and eligible means all five', () => {
    const verification = fc.option(
      fc.record({
        account: fc.option(fc.record({
          name: fc.constantFrom('mira', 'root', 'dot.', 'mira-deactivatedaccount'),
          displayName: fc.string(), isValid: fc.boolean(), isCocSigner: fc.boolean(),
        })),
        teams: fc.option(fc.dictionary(fc.constantFrom('ubuntumembers', 'kubuntu-members', 'x'), fc.boolean())),
      }),
    ); // prettier-ignore
    const anyInput = fc.record({
      isBanned: fc.boolean(), isPending: fc.boolean(), verification, checkedAt: fc.constant(NOW),
      domains: fc.subarray([UBUNTU, KUBUNTU, { id: 'd3', name: 'x.org', team: 'x', isProven: false }]),
      domainsWithAlias: fc.subarray(['d1', 'd2', 'd3']).map((ids) => new Set(ids)),
    }); // prettier-ignore
    fc.assert(
      fc.property(anyInput, (given) => {
        const shown = eligibilityOf(given);
        expect(eligibilitySchema.parse(shown)).toEqual(shown);
        expect(shown.isEligible).toBe(shown.rules.every((r) => r.state === 'ok'));
        expect(shown.domains.map((d) => d.domain)).toEqual(given.domains.map((d) => d.name));
        expect(shown.checkedAt === null).toBe(given.verification === null);
        for (const { state, reason } of shown.domains)
          expect(reason === undefined).toBe(
            state === 'unknown' || (state === 'ok' && reason !== 'name_unusable'),
          );
      }),
    );
  });
});

describe('a stored verification', () => {
  it('is read back as it was', () => {
    expect(readVerification(JSON.parse(JSON.stringify(check())))).toEqual(check());
    expect(readVerification(UNKNOWN_ACCOUNT)).toEqual(UNKNOWN_ACCOUNT);
  });

  test.each([null, undefined, 'x', {}, { account: {} , teams: null }, { account: null }, { account: null, teams: { a: 'yes' } }])(
    'of another form is none: %j', (stored) => {
      expect(readVerification(stored)).toBeNull();
    }); // prettier-ignore

  test.each([
    [null, null], [UNKNOWN_ACCOUNT, null], [check(), 'mira'], [check({ name: 'mira-deactivatedaccount' }), null],
    [check({ name: 'deactivatedaccount' }), 'deactivatedaccount'],
  ])('%# names somebody, or nobody', (verification, name) => {
    expect(nameOf(verification)).toBe(name);
  }); // prettier-ignore
});
