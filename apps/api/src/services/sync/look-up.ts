import { AppError } from '@ubuntu-aliases/shared';
import type { Verification } from '../../domain/verification.ts';
import type { VerificationService } from '../verification.ts';
import { PATIENCE_MS, type Patience } from './patience.ts';
import { reasonOf, type StopReason } from './stop.ts';

export interface Answer {
  verification: Verification;
  askedAt: Date;
}

/** After so many look-ups in a row without an answer nobody else is asked: Launchpad is away. */
const GIVE_UP_AFTER = 3;
/** Look-ups of one run; who comes after waits for the next one. */
const MOST = 2_000;

export interface LookUpDeps {
  verification: VerificationService;
  /** Whether Launchpad lists the team for a name; null when the name is nobody's. */
  listTeams: (name: string) => Promise<ReadonlySet<string> | null>;
  teams: readonly string[];
  clock: () => Date;
  signal: AbortSignal;
  onAsked: (asked: number) => void;
  /** Before each question, of a run that nobody waits for. */
  patience: Patience | null;
}

/** Asks about people one after the other. An unanswered look-up is no answer (R3): null. */
export function createLookUp(deps: LookUpDeps) {
  const { verification, listTeams, teams, clock, signal, onAsked, patience } = deps;
  let asked = 0;
  let inARow = 0;
  let answered = 0;
  let unanswered = 0;
  let fault: StopReason | null = null;

  async function ask<T>(question: () => Promise<T>): Promise<T | null> {
    if (signal.aborted) throw signal.reason;
    if (inARow >= GIVE_UP_AFTER || asked >= MOST) {
      unanswered += 1;
      return null;
    }
    asked += 1;
    onAsked(asked);
    try {
      await patience?.(signal);
      const answer = await question();
      inARow = 0;
      answered += 1;
      return answer;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!(error instanceof AppError) || !error.code.startsWith('launchpad.')) throw error;
      fault = reasonOf(error, null, clock()) ?? fault;
      if (isLongWait(fault, clock())) inARow = GIVE_UP_AFTER;
      inARow += 1;
      unanswered += 1;
      return null;
    }
  }

  return {
    person: (claimedIdentifier: string): Promise<Answer | null> =>
      ask(async () => {
        const askedAt = clock();
        return { verification: await verification.verify(claimedIdentifier, teams, signal), askedAt };
      }),
    /** Whether the bearer of a name is in the team, of an address that nobody has claimed. */
    isInTeam: (name: string, team: string): Promise<boolean | null> =>
      ask(async () => (await listTeams(name))?.has(team) ?? false),
    get counts() {
      return { asked, answered, unanswered };
    },
    /** Launchpad asked to be left alone for longer than anybody waits: nothing more is asked. */
    get isSentAway() {
      return isLongWait(fault, clock());
    },
    get fault() {
      return fault;
    },
  };
}

const isLongWait = (fault: StopReason | null, now: Date): boolean =>
  (fault?.retryAt?.getTime() ?? 0) > now.getTime() + PATIENCE_MS;

export type LookUp = ReturnType<typeof createLookUp>;
