import { describe, expect, it } from 'vitest';
import { anAlias, aRecipient, anEligibility } from '../../testing/factories.ts';
import { findTroubles, whyEmpty } from './trouble.ts';

describe('what is wrong with addresses', () => {
  it.each([
    ['an active one', anAlias(), []],
    ['a paused one', anAlias({ state: 'paused' }), []],
    ['a released one', anAlias({ state: 'released', recipients: [] }), []],
    ['one in grace', anAlias({ state: 'grace' }), ['grace']],
    ['a suspended one', anAlias({ state: 'suspended', reason: 'left_team' }), ['suspended']],
    ['one without a mailbox', anAlias({ recipients: [] }), ['no_recipient']],
    [
      'one whose only mailbox is not confirmed',
      anAlias({ recipients: [aRecipient({ state: 'pending' })] }),
      ['no_recipient'],
    ],
    ['one whose mailbox fails', anAlias({ recipients: [aRecipient({ state: 'failing' })] }), ['failing']],
  ])('%s', (_name, alias, kinds) => {
    expect(findTroubles([alias]).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('tells the worst first', () => {
    const aliases = [anAlias({ state: 'grace' }), anAlias({ state: 'suspended', reason: 'held' })];
    expect(findTroubles(aliases).map(({ kind }) => kind)).toEqual(['suspended', 'grace']);
  });
});

describe('why there is no address', () => {
  it.each([
    ['not_eligible', anEligibility({ coc_signed: 'failed' })],
    ['pending', anEligibility({ coc_signed: 'unknown', in_team: 'unknown' }, { status: 'pending' })],
    ['being_made', anEligibility()],
    [
      'name_unusable',
      anEligibility({}, { domains: [{ domain: 'a.org', team: 'a', state: 'ok', reason: 'name_unusable' }] }),
    ],
  ])('%s', (reason, eligibility) => {
    expect(whyEmpty(eligibility)).toBe(reason);
  });
});
