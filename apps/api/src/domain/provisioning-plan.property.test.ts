import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  planProvisioning,
  type ExistingAlias,
  type PlanInput,
  type ProvisioningPlan,
} from './provisioning-plan.ts';

const NOW = new Date('2026-05-01T12:00:00Z');
const NAMES = ['mira', 'mira-new', 'grace', 'grace+work', 'root', 'dot.', 'mira-deactivatedaccount'];

const domain = fc.constantFrom('d1', 'd2', 'd3', 'd4');
const domains = fc.uniqueArray(
  fc.record({
    id: domain,
    name: fc.constant(''),
    team: fc.constantFrom('team-a', 'team-b', 'team-c'),
    isProven: fc.boolean(),
  }).map((d) => ({ ...d, name: `${d.id}.example` })),
  { selector: (d) => d.id },
); // prettier-ignore

const ME = 'https://login.ubuntu.com/+id/me';

const alias: fc.Arbitrary<ExistingAlias> = fc.record({
  id: fc.uuid(),
  domainId: domain,
  localPart: fc.constantFrom(...NAMES),
  memberId: fc.constantFrom('m1', 'm1', 'm2', null),
  origin: fc.constantFrom('provisioned', 'renamed', 'granted', 'imported'),
  entitlement: fc.constantFrom('entitled', 'grace', 'suspended'),
  releasedAt: fc.constantFrom(null, null, NOW),
  unclaimedAt: fc.constantFrom(null, NOW),
  awaitsIdentifier: fc.constantFrom(null, ME, `${ME}2`),
  createdAt: fc.integer({ min: 0, max: 200 }).map((days) => new Date(NOW.getTime() - days * 86_400_000)),
}).map((a) => {
  // As the database keeps it: who owns an alias has claimed it, and only what is unclaimed waits.
  const unclaimedAt = a.memberId === null ? (a.releasedAt ? a.unclaimedAt : NOW) : null;
  return { ...a, unclaimedAt, awaitsIdentifier: unclaimedAt ? a.awaitsIdentifier : null };
}); // prettier-ignore

const given: fc.Arbitrary<PlanInput> = fc.record({
  memberId: fc.constant('m1'),
  claimedIdentifier: fc.constant(ME),
  isBanned: fc.boolean(),
  verification: fc.record({
    account: fc.option(
      fc.record({
        name: fc.constantFrom(...NAMES),
        displayName: fc.constant(''),
        isValid: fc.boolean(),
        isCocSigner: fc.boolean(),
      }),
      { freq: 10 },
    ),
    teams: fc.option(fc.dictionary(fc.constantFrom('team-a', 'team-b', 'team-c'), fc.boolean()), {
      freq: 10,
    }),
  }),
  email: fc.constantFrom('mira@example.org', 'x@d1.example', 'nonsense', null),
  domains,
  managedNames: fc.constant(['d1.example', 'd2.example', 'd3.example', 'd4.example']),
  // (domain, local part) is unique in the database.
  aliases: fc.uniqueArray(alias, { selector: (a) => `${a.localPart}@${a.domainId}` }),
  now: fc.constant(NOW),
});

/** What the database holds once the plan was carried out. */
function apply({ aliases, memberId }: PlanInput, plan: ProvisioningPlan): ExistingAlias[] {
  const isAdopted = (id: string) => plan.adopt.some((r) => r.aliasId === id);
  const claimed = { memberId, unclaimedAt: null, awaitsIdentifier: null };
  const isRestored = (id: string) => plan.restore.some((r) => r.aliasId === id);
  return [
    ...aliases.map((a) => ({
      ...a,
      ...(isAdopted(a.id) && claimed),
      ...(isRestored(a.id) && { entitlement: 'entitled' as const }),
    })),
    ...plan.create.map((c) => ({
      ...c,
      id: `new ${c.domainId}`,
      memberId,
      entitlement: 'entitled' as const,
      releasedAt: null,
      unclaimedAt: null,
      awaitsIdentifier: null,
      createdAt: NOW,
    })),
  ];
}

const holds = (property: (input: PlanInput, plan: ProvisioningPlan) => void) =>
  fc.assert(
    fc.property(given, (input) => property(input, planProvisioning(input))),
    { numRuns: 500 },
  );

it('creates only for somebody valid, signed and not banned, at proven domains whose team lists them', () => {
  holds(({ isBanned, verification, domains: all }, plan) => {
    for (const { domainId } of plan.create) {
      const at = all.find((d) => d.id === domainId);
      expect(isBanned).toBe(false);
      expect(verification.account).toMatchObject({ isValid: true, isCocSigner: true });
      expect(at?.isProven).toBe(true);
      expect(verification.teams?.[at?.team ?? '']).toBe(true);
    }
  });
});

it("creates only free addresses with the person's own name, one at a domain, never to a managed domain", () => {
  holds(({ aliases, verification }, plan) => {
    for (const { domainId, localPart, recipient } of plan.create) {
      expect(localPart).toBe(verification.account?.name);
      expect(aliases.some((a) => a.domainId === domainId && a.localPart === localPart)).toBe(false);
      expect(recipient ?? 'mira@example.org').toBe('mira@example.org');
    }
    expect(new Set(plan.create.map((c) => c.domainId)).size).toBe(plan.create.length);
  });
});

it("restores only the person's own that are not released, and where they are entitled", () => {
  holds(({ aliases, verification, isBanned, domains: all }, plan) => {
    for (const { aliasId } of plan.restore) {
      const restored = aliases.find((a) => a.id === aliasId);
      expect(restored?.releasedAt).toBeNull();
      expect(restored?.memberId === 'm1' || restored?.awaitsIdentifier === ME).toBe(true);
      expect(restored?.entitlement).not.toBe('entitled');
      expect(isBanned).toBe(false);
      expect(verification.teams?.[all.find((d) => d.id === restored?.domainId)?.team ?? '']).toBe(true);
    }
  });
});

it('gives an unclaimed address to whom it waits for and to nobody by name', () => {
  holds(({ aliases, isBanned, verification }, plan) => {
    for (const { aliasId } of plan.adopt) {
      const adopted = aliases.find((a) => a.id === aliasId);
      expect(adopted).toMatchObject({ memberId: null, releasedAt: null, awaitsIdentifier: ME });
      expect(isBanned).toBe(false);
    }
    for (const { aliasId, localPart } of plan.offer) {
      const offered = aliases.find((a) => a.id === aliasId);
      expect(offered).toMatchObject({
        memberId: null,
        releasedAt: null,
        awaitsIdentifier: null,
        unclaimedAt: NOW,
      });
      expect(localPart).toBe(verification.account?.name);
    }
  });
});

it('never takes anything away: it has no other parts, and every refusal has a place', () => {
  holds((input, plan) => {
    expect(Object.keys(plan).sort()).toEqual(['adopt', 'create', 'offer', 'reclaim', 'refusals', 'restore']);
    const keys = plan.refusals.map((r) => `${r.code} ${r.domainId}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { domainId } of plan.refusals)
      expect(domainId === null || input.domains.some((d) => d.id === domainId)).toBe(true);
  });
});

it('has nothing left to do once it was carried out, and refuses nothing new but a missing recipient no more', () => {
  holds((input, plan) => {
    const again = planProvisioning({ ...input, aliases: apply(input, plan) });
    expect(again.create).toEqual([]);
    expect(again.restore).toEqual([]);
    expect(again.adopt).toEqual([]);
    expect(again.refusals).toEqual(plan.refusals.filter((r) => !r.code.startsWith('alias.recipient_')));
  });
});

it('is the same whatever the order of domains and aliases', () => {
  const shuffled = given.chain((input) =>
    fc.tuple(
      fc.constant(input),
      fc.shuffledSubarray([...input.domains], { minLength: input.domains.length }),
    ),
  );
  const sorted = (plan: ProvisioningPlan) =>
    Object.values(plan).map((part: object[]) => part.map((p) => JSON.stringify(p)).sort());
  fc.assert(
    fc.property(shuffled, ([input, order]) => {
      const changed = { ...input, domains: order };
      expect(sorted(planProvisioning(changed))).toEqual(sorted(planProvisioning(input)));
    }),
    { numRuns: 500 },
  );
});
