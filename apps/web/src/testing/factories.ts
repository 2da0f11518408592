import type {
  AdminMember,
  AdminMemberDetail,
  Alias,
  Domain,
  DomainsResponse,
  Eligibility,
  EligibilityRule,
  ErrorEntry,
  ErrorEntryDetail,
  Event,
  Member,
  RecipientChange,
  Recipient,
  RuleState,
  Session,
  TestMessage,
  TestMessageStage,
} from '@ubuntu-aliases/shared';

const DAY = 86_400_000;
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

let serial = 0;
const nextId = () => `id-${++serial}`;

export function aMember(overrides: Partial<Member> = {}): Member {
  return {
    claimedIdentifier: 'https://login.ubuntu.com/+id/AbCdEfG',
    launchpadName: 'mira',
    displayName: 'Mira Okonkwo',
    email: 'mira@example.org',
    isAdmin: false,
    locale: 'en',
    timeZone: null,
    notifications: { addresses: true, loss: true, restored: true, security: true },
    roles: [],
    ...overrides,
  };
}

export function aDomain(overrides: Partial<Domain> = {}): Domain {
  return {
    name: 'kubuntu.org',
    team: 'kubuntu-members',
    landingPath: '/kubuntu',
    title: 'Kubuntu',
    accent: '#0079c1',
    ...overrides,
  };
}

export function aDomainsResponse(overrides: Partial<DomainsResponse> = {}): DomainsResponse {
  return {
    items: [
      aDomain({ name: 'ubuntu.com', team: 'ubuntumembers', landingPath: '/ubuntu', title: 'Ubuntu' }),
      aDomain(),
      aDomain({ name: 'ubuntu.net', team: 'ubuntu-smtp-test', landingPath: null, title: 'Ubuntu test' }),
    ],
    isTestInstallation: false,
    provider: 'login.ubuntu.com',
    ...overrides,
  };
}

export function aRecipient(overrides: Partial<Recipient> = {}): Recipient {
  return {
    id: nextId(),
    address: 'mira@example.org',
    state: 'confirmed',
    failingSince: null,
    failingHost: null,
    failure: null,
    ...overrides,
  };
}

export function anAlias(overrides: Partial<Alias> = {}): Alias {
  const domain = overrides.domain ?? 'kubuntu.org';
  return {
    id: nextId(),
    address: `mira@${domain}`,
    localPart: 'mira',
    domain,
    state: 'active',
    reason: null,
    graceUntil: null,
    pauseReply: null,
    pausedUntil: null,
    createdAt: daysAgo(3),
    recipients: [aRecipient()],
    maxRecipients: 1,
    ...overrides,
  };
}

export function aRecipientChange(overrides: Partial<RecipientChange> = {}): RecipientChange {
  return {
    id: nextId(),
    aliasId: nextId(),
    kind: 'replace',
    address: 'mira@example.net',
    replaces: null,
    state: 'pending',
    createdAt: daysAgo(0),
    expiresAt: daysAgo(-1),
    confirmedAt: null,
    undoUntil: null,
    ...overrides,
  };
}

export function aTestMessage(
  overrides: Partial<TestMessage> = {},
  states: TestMessageStage['state'][] = [],
): TestMessage {
  const names = ['created', 'handed_over', 'accepted', 'seen'] as const;
  return {
    id: nextId(),
    aliasId: nextId(),
    createdAt: daysAgo(0),
    stages: names.map((name, index) => ({
      name,
      state: states[index] ?? 'waiting',
      at: states[index] === 'done' ? daysAgo(0) : null,
      ...(name === 'accepted' && states[index] === 'done' ? { host: 'mx.example.org' } : {}),
    })),
    ...overrides,
  };
}

export function anEvent(overrides: Partial<Event> = {}): Event {
  return {
    id: nextId(),
    at: daysAgo(2),
    action: 'alias.created',
    actor: 'system',
    alias: { id: nextId(), address: 'mira@kubuntu.org' },
    changes: {},
    ...overrides,
  };
}

export function aSession(overrides: Partial<Session> = {}): Session {
  return {
    id: nextId(),
    browser: 'Firefox 128',
    system: 'Ubuntu',
    createdAt: daysAgo(5),
    lastUsedAt: daysAgo(0),
    isCurrent: false,
    ...overrides,
  };
}

export function anEligibility(
  states: Partial<Record<EligibilityRule, RuleState>> = {},
  overrides: Partial<Eligibility> = {},
): Eligibility {
  const rules = (['not_banned', 'account_known', 'account_valid', 'coc_signed', 'in_team'] as const).map(
    (rule) => ({
      rule,
      state: states[rule] ?? 'ok',
    }),
  );
  return {
    isEligible: rules.every(({ state }) => state === 'ok'),
    status: 'checked',
    checkedAt: daysAgo(1),
    launchpadName: 'mira',
    rules,
    domains: [{ domain: 'kubuntu.org', team: 'kubuntu-members', state: 'ok' }],
    ...overrides,
  };
}

export function anErrorEntry(overrides: Partial<ErrorEntry> = {}): ErrorEntry {
  return {
    id: nextId(),
    code: 'member.coc_unsigned',
    severity: 'warning',
    state: 'open',
    count: 3,
    domain: 'kubuntu.org',
    member: {
      claimedIdentifier: 'https://login.ubuntu.com/+id/XyZ',
      launchpadName: 'noor',
      email: 'n…@example.org',
    },
    message: 'The Code of Conduct is not signed',
    firstSeenAt: daysAgo(9),
    lastSeenAt: daysAgo(1),
    ...overrides,
  };
}

export function anErrorDetail(
  entry: ErrorEntry,
  overrides: Partial<ErrorEntryDetail> = {},
): ErrorEntryDetail {
  return {
    ...entry,
    displayName: 'Noor',
    note: '',
    details: { attempts: 2 },
    stack: null,
    requestId: 'req-entry',
    resolvedAt: null,
    memberId: 'member-1',
    retry: 'check',
    occurrences: [{ at: daysAgo(1), requestId: 'req-entry' }],
    ...overrides,
  };
}

export function anAdminMember(overrides: Partial<AdminMember> = {}): AdminMember {
  return {
    id: nextId(),
    claimedIdentifier: 'https://login.ubuntu.com/+id/XyZ',
    launchpadName: 'noor',
    displayName: 'Noor Haddad',
    email: 'n…@example.org',
    isBanned: false,
    isCheckPending: false,
    roles: [],
    addresses: [{ address: 'noor@kubuntu.org', state: 'active' }],
    addressCount: 1,
    openErrors: 0,
    createdAt: daysAgo(90),
    lastSignedInAt: daysAgo(1),
    ...overrides,
  };
}

export function aMemberDetail(
  member: AdminMember,
  overrides: Partial<AdminMemberDetail> = {},
): AdminMemberDetail {
  return {
    ...member,
    locale: 'en',
    ban: null,
    isListedAdmin: false,
    sessions: 2,
    eligibility: anEligibility(),
    aliases: [anAlias({ localPart: 'noor', address: 'noor@kubuntu.org' })],
    history: [
      {
        id: nextId(),
        at: daysAgo(2),
        action: 'alias.created',
        actorKind: 'system',
        actor: null,
        domain: 'kubuntu.org',
        changes: { origin: [null, 'provisioned'] },
      },
    ],
    ...overrides,
  };
}
