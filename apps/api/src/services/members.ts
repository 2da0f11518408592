import { isDeepStrictEqual } from 'node:util';
import {
  ADDRESS_MAX,
  AppError,
  isLocale,
  pickLocale,
  readNotifications,
  type AppErrorCode,
  type DomainReason,
  type Eligibility,
  type UpdateMe,
} from '@ubuntu-aliases/shared';
import {
  createStores,
  withTransaction,
  type Database,
  type DomainRow,
  type MemberRow,
  type NewError,
} from '@ubuntu-aliases/store';
import { eligibilityOf } from '../domain/eligibility.ts';
import { displayNameOf, nameOf, readVerification, type Verification } from '../domain/verification.ts';
import type { NoticeConfig } from './notices.ts';
import { planFor, provisionMember, toManagedDomain } from './provisioning.ts';
import { explain } from './faults.ts';
import { createIdentity, type Identity } from './identity.ts';
import type { VerificationService } from './verification.ts';
import { fillMissingRecipients, welcomeBack } from './welcome-back.ts';

export interface SignIn {
  claimedIdentifier: string;
  email: string | null;
  fullName: string | null;
  language: string | null;
  acceptLanguage: string | null;
  requestId: string;
}

export interface SignInResult {
  memberId: string;
  notice: 'launchpad.unavailable' | 'auth.profile_incomplete' | null;
}

export interface MemberServiceDeps {
  database: Database;
  verification: VerificationService;
  notices: NoticeConfig;
  /** Recognises whoever had left; without one, by the secret in the database alone. */
  identity?: Identity;
  clock: () => Date;
}

/** How long until a check that could not be made is tried again (milliseconds). */
const RECHECK_AFTER = 60_000;
/** However long Launchpad asks to wait: a date in a million years is no reason never to ask again. */
const RECHECK_WITHIN = 86_400_000;
/** Characters of a full name that are kept. */
const NAME_MAX = 200;

/** Refusals that the person is told of at the domain, though every rule is ok. */
const NAME_REASONS: Partial<Record<AppErrorCode, DomainReason>> = {
  'alias.taken': 'name_taken',
  'alias.limit_reached': 'rename_limit',
};

export function createMemberService({
  database,
  verification,
  notices,
  identity = createIdentity(database, []),
  clock,
}: MemberServiceDeps) {
  const stores = createStores(database.client);

  /** The answer, or the fault that stood in the way; a fault decides nothing about the person (R3). */
  async function ask(claimedIdentifier: string, domains: DomainRow[]): Promise<Verification | AppError> {
    try {
      const teams = [...new Set(domains.filter((d) => !d.retiredAt).map((d) => d.team))];
      return await verification.verify(claimedIdentifier, teams);
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('launchpad.')) return error;
      throw error;
    }
  }

  return {
    /** Asks first, then writes everything in one transaction. Works without Launchpad: the check is then queued. */
    async signIn(input: SignIn): Promise<SignInResult> {
      const domains = await stores.domains.listAll();
      const askedAt = clock();
      const answer = await ask(input.claimedIdentifier, domains);
      const now = clock();
      const email = cleanEmail(input.email);
      const check = answer instanceof AppError ? null : answer;
      // Before the transaction: within it, every sign-in would want a second connection.
      const ownerHashes = await identity.hashesOf(input.claimedIdentifier);
      const member = await withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const signedIn = await inTx.members.signedIn({
          claimedIdentifier: input.claimedIdentifier,
          launchpadName: nameOf(check),
          launchpadSince: isCorroborated(check, input.fullName) ? (check?.account?.since ?? null) : null,
          displayName: displayNameOf(check) ?? cleanName(input.fullName),
          email,
          locale:
            input.language && isLocale(input.language) ? input.language : pickLocale(input.acceptLanguage),
          verification: check,
          askedAt,
          checkPendingAt: answer instanceof AppError ? recheckAt(answer, now) : null,
          now,
        });
        const row = await welcomeBack(signedIn, inTx, ownerHashes);
        const context = { stores: inTx, notices, now, requestId: input.requestId, signedEmail: email };
        if (answer instanceof AppError)
          await inTx.errors.record([upstreamFault(answer, input.requestId)], now);
        else if (isNewest(row, askedAt)) {
          await provisionMember(row, answer, domains, context);
          await fillMissingRecipients(row, email, domains, context);
        }
        return row;
      });
      if (answer instanceof AppError) return { memberId: member.id, notice: 'launchpad.unavailable' };
      return { memberId: member.id, notice: member.email === null ? 'auth.profile_incomplete' : null };
    },

    /** "Check again", and the queued check: the same without a sign-in. Gives the fault that stood in the way. */
    async recheck(memberId: string, requestId: string | null): Promise<AppError | null> {
      const member = await getMember(memberId);
      const domains = await stores.domains.listAll();
      const askedAt = clock();
      const answer = await ask(member.claimedIdentifier, domains);
      const now = clock();
      await withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        if (answer instanceof AppError) {
          await inTx.members.setCheckPending(memberId, recheckAt(answer, now));
          await inTx.errors.record([upstreamFault(answer, requestId)], now);
          return;
        }
        const row = await inTx.members.checked(memberId, {
          launchpadName: nameOf(answer),
          displayName: displayNameOf(answer),
          verification: answer,
          askedAt,
        });
        if (row && isNewest(row, askedAt))
          await provisionMember(row, answer, domains, { stores: inTx, notices, now, requestId });
      });
      return answer instanceof AppError ? answer : null;
    },

    async getEligibility(memberId: string): Promise<Eligibility> {
      const member = await getMember(memberId);
      const verification = readVerification(member.verification);
      const [all, aliases] = [
        await stores.domains.listAll(),
        await stores.aliases.listForProvisioning(member, verification?.account?.name ?? null),
      ];
      const domains = all.filter(({ retiredAt }) => retiredAt === null);
      const refusals = verification
        ? planFor(member, verification, all, aliases, { email: member.email, now: clock() }).refusals
        : [];
      return eligibilityOf({
        isBanned: member.bannedAt !== null,
        verification,
        nameReasons: new Map(
          refusals.flatMap(({ code, domainId }) => {
            const reason = NAME_REASONS[code];
            return reason && domainId !== null ? [[domainId, reason] as const] : [];
          }),
        ),
        checkedAt: member.verifiedAt,
        isPending: member.checkPendingAt !== null,
        domains: domains.map(toManagedDomain),
        domainsWithAlias: new Set(
          aliases.filter((a) => a.memberId === memberId && !a.releasedAt).map((a) => a.domainId),
        ),
      });
    },

    /** `request.precondition_failed` when somebody changed it in the meantime; what changes nothing leaves it as it is. */
    async updateSettings(memberId: string, version: number, changes: UpdateMe): Promise<MemberRow> {
      const before = await getMember(memberId);
      if (before.version !== version) throw new AppError('request.precondition_failed');
      const stored = readNotifications(before.notifications);
      const notifications = readNotifications({ ...stored, ...changes.notifications });
      const data = {
        ...(changes.locale !== undefined && changes.locale !== before.locale && { locale: changes.locale }),
        ...(changes.timeZone !== undefined &&
          changes.timeZone !== before.timeZone && { timeZone: changes.timeZone }),
        ...(!isDeepStrictEqual(stored, notifications) && { notifications }),
      };
      if (Object.keys(data).length === 0) return before;
      const row = await stores.members.updateSettings(memberId, version, data);
      if (!row) throw new AppError('request.precondition_failed');
      return row;
    },
  };

  async function getMember(id: string): Promise<MemberRow> {
    const member = await stores.members.find(id);
    if (!member) throw new AppError('member.not_found');
    return member;
  }
}

export type MemberService = ReturnType<typeof createMemberService>;

/** What the provider says is free text: what the database would not take must not stop a sign-in. */
function cleanName(fullName: string | null): string | null {
  const line =
    fullName
      ?.toWellFormed()
      .replace(/\p{Cc}+/gu, ' ')
      .trim() ?? '';
  return [...line].slice(0, NAME_MAX).join('') || null;
}

/** Ubuntu One signs the person's full name, Launchpad gives it for the record: where they agree the record is theirs. */
function isCorroborated(check: Verification | null, fullName: string | null): boolean {
  const signed = cleanName(fullName);
  return signed !== null && signed === displayNameOf(check);
}

/** Without the form of an address it is none, and the person is asked for one. */
function cleanEmail(email: string | null): string | null {
  return email && email.length <= ADDRESS_MAX && /^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u.test(email) ? email : null;
}

/** Of two answers the one that was asked for later counts, whichever arrives first. */
function isNewest(row: MemberRow, askedAt: Date): boolean {
  return row.verifiedAt === null || row.verifiedAt <= askedAt;
}

function recheckAt(fault: AppError, now: Date): Date {
  const asked = Number(fault.details?.['retryAfterSeconds'] ?? 0) * 1000;
  return new Date(now.getTime() + Math.min(Math.max(RECHECK_AFTER, asked || 0), RECHECK_WITHIN));
}

/** Faults of an upstream carry no person. */
function upstreamFault(fault: AppError, requestId: string | null): NewError {
  return {
    code: fault.code,
    severity: 'error',
    memberId: null,
    domainId: null,
    details: explain(fault),
    requestId,
  };
}
