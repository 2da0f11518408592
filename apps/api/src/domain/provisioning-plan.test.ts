import { describe, expect, it, test } from 'vitest';
import type { ManagedDomain } from './eligibility.ts';
import {
  PLAN_REFUSAL_CODES,
  planProvisioning,
  type ExistingAlias,
  type PlanInput,
  type ProvisioningPlan,
} from './provisioning-plan.ts';
import type { Verification } from './verification.ts';

const NOW = new Date('2026-05-01T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const UBUNTU: ManagedDomain = { id: 'd1', name: 'ubuntu.com', team: 'ubuntumembers', isProven: true };
const KUBUNTU: ManagedDomain = { id: 'd2', name: 'kubuntu.org', team: 'kubuntu-members', isProven: true };
const STUDIO: ManagedDomain = {
  id: 'd3',
  name: 'ubuntustudio.com',
  team: 'ubuntustudio-core',
  isProven: true,
};

const ME = 'https://login.ubuntu.com/+id/me';

type Account = NonNullable<Verification['account']>;
const inTeams = (...teams: string[]): Verification['teams'] =>
  Object.fromEntries([UBUNTU, KUBUNTU, STUDIO].map(({ team }) => [team, teams.includes(team)]));
const check = (account: Partial<Account> = {}, teams = inTeams('ubuntumembers')): Verification => ({
  account: { name: 'mira', displayName: 'Mira', isValid: true, isCocSigner: true, ...account },
  teams,
});
const input = (overrides: Partial<PlanInput> = {}): PlanInput => ({
  memberId: 'm1',
  claimedIdentifier: ME,
  isBanned: false,
  verification: check(),
  email: 'mira@example.org',
  domains: [UBUNTU, KUBUNTU, STUDIO],
  managedNames: ['ubuntu.com', 'kubuntu.org', 'ubuntustudio.com', 'retired.example'],
  aliases: [],
  now: NOW,
  ...overrides,
});
const alias = (overrides: Partial<ExistingAlias> = {}): ExistingAlias => ({
  id: 'a1',
  domainId: 'd1',
  localPart: 'mira',
  memberId: 'm1',
  origin: 'provisioned',
  entitlement: 'entitled',
  releasedAt: null,
  unclaimedAt: null,
  awaitsIdentifier: null,
  createdAt: daysAgo(400),
  ...overrides,
});
const created = (domainId: string, overrides: Record<string, unknown> = {}) => ({
  domainId,
  localPart: 'mira',
  origin: 'provisioned',
  recipient: 'mira@example.org',
  ...overrides,
});
const refused = (code: string, domainId: string | null, overrides: Record<string, unknown> = {}) => ({
  code,
  severity: 'warning',
  domainId,
  details: {},
  ...overrides,
});
const NOTHING = { create: [], restore: [], adopt: [], offer: [], reclaim: [], refusals: [] };

describe('a first sign-in', () => {
  test.each([
    ['one domain', inTeams('ubuntumembers'), ['d1']],
    ['several', inTeams('ubuntumembers', 'kubuntu-members', 'ubuntustudio-core'), ['d1', 'd2', 'd3']],
    ['one that is not the first', inTeams('ubuntustudio-core'), ['d3']],
    ['none', inTeams(), []],
    ['teams that were not asked about', { elsewhere: true }, []],
    ['teams not told', null, []],
  ])('%s', (_, teams, domainIds) => {
    const plan = planProvisioning(input({ verification: check({}, teams) }));
    expect(plan.create).toEqual(domainIds.map((id) => created(id)));
    expect(plan.restore).toEqual([]);
  });

  it('does nothing at a domain that is not proven, and says nothing of it to the admins', () => {
    expect(planProvisioning(input({ domains: [{ ...UBUNTU, isProven: false }] }))).toEqual(NOTHING);
  });

  it('does nothing without domains but say that no team lists the person', () => {
    const plan = planProvisioning(input({ domains: [] }));
    expect(plan).toEqual({
      ...NOTHING,
      refusals: [refused('member.not_in_team', null, { severity: 'info' })],
    });
  });
});

describe('unclaimed addresses', () => {
  const unclaimed = (overrides: Partial<ExistingAlias> = {}) =>
    alias({ memberId: null, origin: 'imported', unclaimedAt: daysAgo(1), ...overrides });
  const offer = [{ aliasId: 'a1', domainId: 'd1', localPart: 'mira' }];
  const waits = refused('alias.unclaimed', 'd1', { severity: 'info' });
  const adopt = [{ aliasId: 'a1' }];
  const theirs = { awaitsIdentifier: ME };

  test.each<[string, Partial<PlanInput>, Partial<ProvisioningPlan>]>([
    ['of this name are offered, not given', { aliases: [unclaimed()] }, { offer, refusals: [waits] }],
    ['in grace too', { aliases: [unclaimed({ entitlement: 'grace' })] }, { offer, refusals: [waits] }],
    ['beside an address of another name', { aliases: [alias({ id: 'a2', localPart: 'mi' }), unclaimed()] }, { offer, refusals: [waits] }],
    ['not to somebody in no team', { aliases: [unclaimed()], verification: check({}, inTeams()) },
      { refusals: [refused('member.not_in_team', null, { severity: 'info' })] }],
    ['not to somebody who is banned', { aliases: [unclaimed(theirs)], isBanned: true }, { refusals: [refused('member.banned', 'd1')] }],
    ['released meanwhile are taken', { aliases: [unclaimed({ releasedAt: NOW })] }, { refusals: [refused('alias.taken', 'd1')] }],
    ['that wait for another identifier are taken', { aliases: [unclaimed({ awaitsIdentifier: `${ME}2` })] }, { refusals: [refused('alias.taken', 'd1')] }],
    ['that wait for this one are theirs', { aliases: [unclaimed(theirs)] }, { adopt }],
    ['and restored where they are entitled', { aliases: [unclaimed({ ...theirs, entitlement: 'suspended' })] }, { adopt, restore: [{ aliasId: 'a1' }] }],
    ['also when Launchpad knows nobody', { aliases: [unclaimed(theirs)], verification: { account: null, teams: null } },
      { adopt, refusals: [refused('member.account_unknown', null)] }],
    ['and make the address of today a rename', { aliases: [unclaimed({ ...theirs, localPart: 'mi' })] },
      { adopt, create: [created('d1', { origin: 'renamed' })] as ProvisioningPlan['create'] }],
    ['released meanwhile are not', { aliases: [unclaimed({ ...theirs, releasedAt: NOW })] }, { refusals: [refused('alias.taken', 'd1')] }],
  ] as never)('%s', (_, given, expected) => {
    const plan = planProvisioning(input(given));
    expect(plan).toEqual({ ...NOTHING, ...expected });
    for (const { code } of plan.refusals) expect(PLAN_REFUSAL_CODES).toContain(code);
  }); // prettier-ignore
});

describe('refusals', () => {
  const both = inTeams('ubuntumembers', 'kubuntu-members');
  test.each<[string, Partial<PlanInput>, ReturnType<typeof refused>[]]>([
    ['banned: one for each domain whose team lists them', { isBanned: true, verification: check({}, both) },
      [refused('member.banned', 'd1'), refused('member.banned', 'd2')]],
    ['banned and in no team', { isBanned: true, verification: check({}, inTeams()) },
      [refused('member.banned', null), refused('member.not_in_team', null, { severity: 'info' })]],
    ['not known', { verification: { account: null, teams: null } }, [refused('member.account_unknown', null)]],
    ['not known and banned', { isBanned: true, verification: { account: null, teams: null } },
      [refused('member.banned', null), refused('member.account_unknown', null)]],
    ['not valid, teams hidden', { verification: check({ isValid: false }, null) }, [refused('member.account_invalid', null)]],
    ['not valid, teams told', { verification: check({ isValid: false }) }, [refused('member.account_invalid', 'd1')]],
    ['not signed', { verification: check({ isCocSigner: false }, both) },
      [refused('member.coc_unsigned', 'd1'), refused('member.coc_unsigned', 'd2')]],
    ['not signed and not valid', { verification: check({ isCocSigner: false, isValid: false }) },
      [refused('member.account_invalid', 'd1'), refused('member.coc_unsigned', 'd1')]],
    ['in no team: listed, never mailed', { verification: check({}, inTeams()) },
      [refused('member.not_in_team', null, { severity: 'info' })]],
    ['a reserved name', { verification: check({ name: 'root' }, both) },
      ['d1', 'd2'].map((id) => refused('alias.name_reserved', id, { details: { problem: 'reserved' } }))],
    ['an SRS look-alike', { verification: check({ name: 'srs0-x' }) },
      [refused('alias.name_reserved', 'd1', { details: { problem: 'srs_lookalike' } })]],
    ['no dot-atom', { verification: check({ name: 'dot.' }) },
      [refused('alias.name_invalid', 'd1', { details: { problem: 'not_dot_atom' } })]],
    ['65 octets', { verification: check({ name: 'a'.repeat(65) }) },
      [refused('alias.name_invalid', 'd1', { details: { problem: 'too_long' } })]],
    ["somebody else's", { aliases: [alias({ memberId: 'm2' })] }, [refused('alias.taken', 'd1')]],
    ["somebody else's tombstone", { aliases: [alias({ memberId: 'm2', releasedAt: NOW })] }, [refused('alias.taken', 'd1')]],
    ["a tombstone whose owner left", { aliases: [alias({ memberId: null, releasedAt: NOW })] }, [refused('alias.taken', 'd1')]],
    ["one's own tombstone", { aliases: [alias({ releasedAt: NOW })] }, [refused('alias.taken', 'd1')]],
  ])('%s', (_, given, refusals) => {
    const plan = planProvisioning(input(given));
    expect(plan).toEqual({ ...NOTHING, refusals });
    for (const { code } of plan.refusals) expect(PLAN_REFUSAL_CODES).toContain(code);
  }); // prettier-ignore

  it('at one domain does not stop another', () => {
    const given = input({ verification: check({}, both), aliases: [alias({ memberId: 'm2' })] });
    expect(planProvisioning(given)).toEqual({ ...NOTHING, create: [created('d2')], refusals: [refused('alias.taken', 'd1')] });
  }); // prettier-ignore
});

describe('what is there already', () => {
  it('stays: nothing to do', () => {
    expect(planProvisioning(input({ aliases: [alias()] }))).toEqual(NOTHING);
  });

  test.each(['grace', 'suspended'] as const)('comes back from %s', (entitlement) => {
    expect(planProvisioning(input({ aliases: [alias({ entitlement })] }))).toEqual({ ...NOTHING, restore: [{ aliasId: 'a1' }] });
    // Also where the domain is not proven any more: what exists stands.
    const domains = [{ ...UBUNTU, isProven: false }];
    expect(planProvisioning(input({ domains, aliases: [alias({ entitlement })] })).restore).toHaveLength(1);
  }); // prettier-ignore

  test.each<[string, Partial<PlanInput>]>([
    ['banned', { isBanned: true }],
    ['not in the team', { verification: check({}, inTeams()) }],
    ['not valid', { verification: check({ isValid: false }, null) }],
    ['not signed', { verification: check({ isCocSigner: false }) }],
    ['not known', { verification: { account: null, teams: null } }],
  ])('does not come back for somebody %s', (_, given) => {
    const plan = planProvisioning(input({ ...given, aliases: [alias({ entitlement: 'suspended' })] }));
    expect(plan).toMatchObject({ create: [], restore: [] });
  });

  it('of somebody else is not restored, though it has the name', () => {
    const plan = planProvisioning(input({ aliases: [alias({ memberId: 'm2', entitlement: 'grace' })] }));
    expect(plan.restore).toEqual([]);
  });

  test.each(['mira', 'root', 'other', 'dot.'])('a granted one stands in for the name %s', (name) => {
    const granted = alias({ localPart: 'captain', origin: 'granted' });
    expect(planProvisioning(input({ verification: check({ name }), aliases: [granted] }))).toEqual(NOTHING);
    const suspended = [{ ...granted, entitlement: 'suspended' as const }];
    expect(planProvisioning(input({ verification: check({ name }), aliases: suspended })).restore).toEqual([{ aliasId: 'a1' }]);
  }); // prettier-ignore

  it('a granted one that was released stands in for nothing', () => {
    const released = alias({ localPart: 'captain', origin: 'granted', releasedAt: NOW });
    expect(planProvisioning(input({ aliases: [released] })).create).toEqual([created('d1')]);
  });
});

describe('a rename', () => {
  const renamed = { verification: check({ name: 'mira-new' }) };

  it('adds the new address and leaves the old one alone', () => {
    const expected = [created('d1', { localPart: 'mira-new', origin: 'renamed' })];
    expect(planProvisioning(input({ ...renamed, aliases: [alias()] }))).toEqual({
      ...NOTHING,
      create: expected,
    });
    const inGrace = [alias({ entitlement: 'grace' })];
    expect(planProvisioning(input({ ...renamed, aliases: inGrace }))).toEqual({
      ...NOTHING,
      create: expected,
    });
  });

  const second = (overrides: Partial<ExistingAlias>) => [
    alias(),
    alias({ id: 'a2', localPart: 'mira-once', origin: 'renamed', ...overrides }),
  ];
  test.each([
    [0, false], [1, false], [89, false], [89.99999, false], [90, true], [91, true],
  ])('again after %s days: %s', (days, isAllowed) => {
    const plan = planProvisioning(input({ ...renamed, aliases: second({ createdAt: daysAgo(days) }) }));
    expect(plan.create.length === 1).toBe(isAllowed);
    expect(plan.refusals).toEqual(isAllowed ? [] : [refused('alias.limit_reached', 'd1', { details: { days: 90 } })]);
  }); // prettier-ignore

  it('counts a renamed address that was released since', () => {
    const aliases = second({ createdAt: daysAgo(10), releasedAt: daysAgo(5) });
    expect(planProvisioning(input({ ...renamed, aliases })).refusals).toEqual([
      refused('alias.limit_reached', 'd1', { details: { days: 90 } }),
    ]);
  });

  it('counts for each domain on its own', () => {
    const given = input({
      verification: check({ name: 'mira-new' }, inTeams('ubuntumembers', 'kubuntu-members')),
      aliases: [...second({ createdAt: daysAgo(1) }), alias({ id: 'a3', domainId: 'd2' })],
    });
    expect(planProvisioning(given).create).toEqual([
      created('d2', { localPart: 'mira-new', origin: 'renamed' }),
    ]);
  });

  it('back to the first name restores that one', () => {
    const aliases = [
      alias({ entitlement: 'grace' }),
      alias({ id: 'a2', localPart: 'mira-new', origin: 'renamed', createdAt: daysAgo(1) }),
    ];
    expect(planProvisioning(input({ aliases }))).toEqual({ ...NOTHING, restore: [{ aliasId: 'a1' }] });
  });

  it('to a name that somebody else has is refused', () => {
    const aliases = [alias(), alias({ id: 'a2', memberId: 'm2', localPart: 'mira-new' })];
    expect(planProvisioning(input({ ...renamed, aliases }))).toEqual({ ...NOTHING, refusals: [refused('alias.taken', 'd1')] });
  }); // prettier-ignore

  test.each([
    ['an address is there', [alias()]],
    ['only a tombstone is there', [alias({ releasedAt: NOW })]],
  ])('makes nothing at a domain that is not proven, when %s', (_, aliases) => {
    expect(planProvisioning(input({ ...renamed, domains: [{ ...UBUNTU, isProven: false }], aliases }))).toEqual(NOTHING);
  }); // prettier-ignore

  it('to …-deactivatedaccount is none', () => {
    const verification = check({ name: 'mira-deactivatedaccount' });
    expect(planProvisioning(input({ verification, aliases: [alias()] }))).toEqual(NOTHING);
    expect(planProvisioning(input({ verification }))).toEqual(NOTHING);
  });
});

describe('somebody who had left and is back', () => {
  const tombstone = (overrides: Partial<ExistingAlias> = {}) =>
    alias({ memberId: null, releasedAt: daysAgo(3), isReturning: true, ...overrides });
  const back = (aliasId: string) => [{ aliasId, domainId: 'd1', recipient: 'mira@example.org' }];

  test.each<[string, Partial<PlanInput>, ProvisioningPlan['reclaim']]>([
    ['finds the address again', { aliases: [tombstone()] }, back('a1')],
    ['finds the granted one rather than that of the name', { aliases: [tombstone(), tombstone({ id: 'a2', localPart: 'm', origin: 'granted' })] }, back('a2')],
    ['not one of an older name', { aliases: [tombstone({ localPart: 'mira-old' })] }, []],
    ['not while banned', { aliases: [tombstone()], isBanned: true }, []],
    ['not outside the team', { aliases: [tombstone()], verification: check({}, inTeams()) }, []],
    ['not where there is one in use', { aliases: [tombstone(), alias({ id: 'a2', localPart: 'mira', domainId: 'd1' })] }, []],
  ])('%s', (_, given, reclaim) => {
    expect(planProvisioning(input(given)).reclaim).toEqual(reclaim);
  }); // prettier-ignore

  it('is nobody who only has the name', () => {
    const plan = planProvisioning(input({ aliases: [tombstone({ isReturning: false })] }));
    expect(plan).toMatchObject({ reclaim: [], create: [], refusals: [{ code: 'alias.taken' }] });
  });
});

describe('the recipient', () => {
  test.each([
    ['mira@example.org', 'mira@example.org'],
    ['Mira@Example.ORG.', 'Mira@example.org'],
    ['mira@bücher.example', 'mira@xn--bcher-kva.example'],
    ['mira@sub.ubuntu.com', 'mira@sub.ubuntu.com'],
  ])('%s is kept as %s', (email, recipient) => {
    expect(planProvisioning(input({ email }))).toEqual({
      ...NOTHING,
      create: [created('d1', { recipient })],
    });
  });

  test.each<[string | null, string | null]>([
    [null, null],
    ...['x@ubuntu.com', 'x@UBUNTU.com', 'x@ubuntu.com.', 'x@kubuntu.org', 'x@ubuntu．com', 'x@ubuntu.com。', 'x@ｕbuntu.com',
      'mira@ubuntustudio.com', 'mira@retired.example', 'x@u\u00adbuntu.com'].map((email): [string, string] => [email, 'alias.recipient_loop']),
    ...['mira', 'a@b@c.org', '"x"@example.org', 'x@localhost', 'x@127.0.0.1'].map((email): [string, string] => [email, 'alias.recipient_invalid']),
  ])('%s is none: %s', (email, code) => {
    expect(planProvisioning(input({ email }))).toEqual({
      ...NOTHING,
      create: [created('d1', { recipient: null })],
      refusals: code === null ? [] : [refused(code, null, { severity: 'info' })],
    });
  }); // prettier-ignore

  it('is spoken of only where a new address has to do without', () => {
    expect(planProvisioning(input({ email: 'x@ubuntu.com', aliases: [alias()] }))).toEqual(NOTHING);
    const restored = [alias({ entitlement: 'grace' })];
    expect(planProvisioning(input({ email: 'x@ubuntu.com', aliases: restored })).refusals).toEqual([]);
  });
});
