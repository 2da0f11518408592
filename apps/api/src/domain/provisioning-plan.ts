import type { AppErrorCode, ErrorSeverity } from '@ubuntu-aliases/shared';
import { localPartOf, parseMailbox, type LocalPartResult } from '@ubuntu-aliases/shared';
import { domainAnswer, rulesOf, type ManagedDomain } from './eligibility.ts';
import { nameOf, type Verification } from './verification.ts';

/** What the plan needs to know of an alias that is there. */
export interface ExistingAlias {
  id: string;
  domainId: string;
  localPart: string;
  memberId: string | null;
  origin: 'provisioned' | 'renamed' | 'granted' | 'imported';
  entitlement: 'entitled' | 'grace' | 'suspended';
  releasedAt: Date | null;
  /** It comes from the service before, and nobody has signed in for it yet. */
  unclaimedAt: Date | null;
  /** Of an unclaimed one: the claimed identifier that it waits for. */
  awaitsIdentifier: string | null;
  createdAt: Date;
  /** A tombstone that this very person left behind: theirs again once they are entitled. */
  isReturning?: boolean;
}

export interface PlanInput {
  memberId: string;
  claimedIdentifier: string;
  isBanned: boolean;
  verification: Verification;
  /** E-mail signed at the last sign-in. */
  email: string | null;
  /** Domains in use. */
  domains: readonly ManagedDomain[];
  /** Names of all managed domains, retired ones too: none of them can be a recipient's. */
  managedNames: readonly string[];
  /** The member's own, those that wait for them, and whoever's stands at the local part that their name gives. */
  aliases: readonly ExistingAlias[];
  now: Date;
}

export interface PlannedAlias {
  domainId: string;
  localPart: string;
  origin: 'provisioned' | 'renamed';
  recipient: string | null;
}

export interface Refusal {
  code: AppErrorCode;
  severity: ErrorSeverity;
  domainId: string | null;
  details: Record<string, string | number>;
}

/** Only ever adds or restores; taking away belongs to the sync and to admins. */
export interface ProvisioningPlan {
  create: PlannedAlias[];
  restore: { aliasId: string }[];
  /** Unclaimed ones that wait for this very person: theirs from now on. */
  adopt: { aliasId: string }[];
  /** Unclaimed ones of this name: a link is to go to the mailbox, since a name alone grants nothing (R1). */
  offer: { aliasId: string; domainId: string; localPart: string }[];
  /** Addresses of somebody who had left and is back. */
  reclaim: { aliasId: string; domainId: string; recipient: string | null }[];
  refusals: Refusal[];
}

/** One new address by rename in 90 days: the old one keeps working for its owner. */
const RENAME_PERIOD_MS = 90 * 86_400_000;

const RULE_CODES = {
  not_banned: 'member.banned',
  account_known: 'member.account_unknown',
  account_valid: 'member.account_invalid',
  coc_signed: 'member.coc_unsigned',
  in_team: 'member.not_in_team',
} as const;

/** Codes that this plan may refuse with: an entry with one of them is gone when the plan no longer gives it. */
export const PLAN_REFUSAL_CODES: readonly AppErrorCode[] = [
  ...Object.values(RULE_CODES),
  'alias.taken',
  'alias.unclaimed',
  'alias.name_reserved',
  'alias.name_invalid',
  'alias.limit_reached',
];

export function planProvisioning(given: PlanInput): ProvisioningPlan {
  const adopted = given.isBanned ? [] : given.aliases.filter((alias) => waitsFor(given, alias));
  const input = { ...given, aliases: given.aliases.map((a) => (adopted.includes(a) ? own(a, given) : a)) };
  const { verification, domains } = input;
  const plan: ProvisioningPlan = {
    create: [],
    restore: [],
    adopt: adopted.map(({ id }) => ({ aliasId: id })),
    offer: [],
    reclaim: [],
    refusals: refusalsOf(input),
  };
  const entitled = domains.filter((domain) => {
    const hasAlias = input.aliases.some(
      (a) => a.domainId === domain.id && a.memberId === input.memberId && !a.releasedAt,
    );
    return (
      domainAnswer(input.isBanned, verification, { ...domain, isProven: domain.isProven || hasAlias })
        .state === 'ok'
    );
  });
  if (entitled.length === 0 || !verification.account) {
    if (verification.isNameContested) plan.refusals.push(takenByAnother(null));
    return plan;
  }

  if (verification.isNameContested) {
    for (const { id } of entitled) plan.refusals.push(takenByAnother(id));
    return plan;
  }
  const launchpadName = nameOf(verification);
  const name = launchpadName === null ? null : localPartOf(launchpadName);
  const recipient = recipientOf(input.email, input.managedNames);
  for (const domain of entitled) planDomain(domain, name, recipient.address, input, plan);
  // Said only where it leaves a new address without a recipient; the person is asked for one on the page.
  if (recipient.refusal && plan.create.length + plan.reclaim.length > 0)
    plan.refusals.push(recipient.refusal);
  return plan;
}

const takenByAnother = (domainId: string | null): Refusal => ({
  code: 'alias.taken',
  severity: 'warning',
  domainId,
  details: { reason: 'name_of_another' },
});

/** The identifier is the person, whatever their name and teams are by now; those are the sync's to look at. */
function waitsFor({ claimedIdentifier }: PlanInput, alias: ExistingAlias): boolean {
  return alias.unclaimedAt !== null && !alias.releasedAt && alias.awaitsIdentifier === claimedIdentifier;
}

const own = (alias: ExistingAlias, { memberId }: PlanInput): ExistingAlias => ({
  ...alias,
  memberId,
  unclaimedAt: null,
});

function planDomain(
  domain: ManagedDomain,
  name: LocalPartResult | null,
  recipient: string | null,
  input: PlanInput,
  plan: ProvisioningPlan,
): void {
  const here = input.aliases.filter((a) => a.domainId === domain.id);
  const ever = here.filter((a) => a.memberId === input.memberId);
  const own = ever.filter((a) => !a.releasedAt);
  const refuse = (code: AppErrorCode, details: Refusal['details'] = {}) =>
    plan.refusals.push({ code, severity: 'warning', domainId: domain.id, details });

  // A local part that an admin granted stands in for the name, whatever the name is.
  const granted = own.find((a) => a.origin === 'granted');
  const current = granted ?? own.find((a) => name?.ok && a.localPart === name.localPart);
  if (current) {
    if (current.entitlement !== 'entitled') plan.restore.push({ aliasId: current.id });
    return;
  }
  const left = here.filter((a) => a.isReturning);
  const back =
    left.find((a) => a.origin === 'granted') ?? left.find((a) => name?.ok && a.localPart === name.localPart);
  if (back) return void plan.reclaim.push({ aliasId: back.id, domainId: domain.id, recipient });
  // An address that exists stands; a new one has to wait until the domain is proven.
  if (!domain.isProven || name === null) return;
  if (!name.ok) return void refuse(name.code, { problem: name.problem });

  // Whoever it belonged to, also by a tombstone of one's own: the address is not made anew (R2).
  const standing = here.find((a) => a.localPart === name.localPart);
  if (standing?.unclaimedAt && !standing.releasedAt && standing.awaitsIdentifier === null) {
    plan.offer.push({ aliasId: standing.id, domainId: domain.id, localPart: standing.localPart });
    plan.refusals.push({ code: 'alias.unclaimed', severity: 'info', domainId: domain.id, details: {} });
    return;
  }
  if (standing) return void refuse('alias.taken');

  if (own.length === 0) {
    plan.create.push({ domainId: domain.id, localPart: name.localPart, origin: 'provisioned', recipient });
    return;
  }
  const isRecent = (a: ExistingAlias) => input.now.getTime() - a.createdAt.getTime() < RENAME_PERIOD_MS;
  if (ever.some((a) => a.origin === 'renamed' && isRecent(a)))
    return void refuse('alias.limit_reached', { days: 90 });
  plan.create.push({ domainId: domain.id, localPart: name.localPart, origin: 'renamed', recipient });
}

/** One entry for each failed rule at each domain whose team lists the person, or one without domain. */
function refusalsOf({ isBanned, verification, domains }: PlanInput): Refusal[] {
  const rules = rulesOf(isBanned, verification, domains);
  const listing = domains.filter((d) => verification.teams?.[d.team]);
  return Object.entries(rules).flatMap(([rule, state]) => {
    if (state !== 'failed') return [];
    const code = RULE_CODES[rule as keyof typeof RULE_CODES];
    // Any Ubuntu One user may walk in: that is listed, never mailed.
    const severity = code === 'member.not_in_team' ? 'info' : 'warning';
    const domainIds = listing.length > 0 ? listing.map((d) => d.id) : [null];
    return domainIds.map((domainId) => ({ code, severity, domainId, details: {} }) satisfies Refusal);
  });
}

/** The signed e-mail, unless it is none or would be a loop; then the alias starts without a recipient. */
export function recipientOf(
  email: string | null,
  managedNames: readonly string[],
): { address: string | null; refusal: Refusal | null } {
  if (email === null) return { address: null, refusal: null };
  const refusal = (code: AppErrorCode) =>
    ({ code, severity: 'info', domainId: null, details: {} }) satisfies Refusal;
  const mailbox = parseMailbox(email);
  if (!mailbox) return { address: null, refusal: refusal('alias.recipient_invalid') };
  if (managedNames.includes(mailbox.domain))
    return { address: null, refusal: refusal('alias.recipient_loop') };
  return { address: `${mailbox.localPart}@${mailbox.domain}`, refusal: null };
}
