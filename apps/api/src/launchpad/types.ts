import type { RosterPage } from './roster.ts';

/** Launchpad's answers in our own words; nothing outside this directory sees theirs. */

/** Who an OpenID identifier belongs to, at the moment of asking. */
export interface LaunchpadAccount {
  /** The current name, without the tilde. It can change hands: never a key. */
  name: string;
  /** Free text by the person, cleaned of control characters and cut; the name when there is none. */
  displayName: string;
  /** Account active and with a preferred address. */
  isValid: boolean;
  /** Has an active signature of the Ubuntu Code of Conduct. */
  isCocSigner: boolean;
  /** When the record was made, to the microsecond: it never changes. Null when Launchpad does not say. */
  since: string | null;
  /** Active, Deactivated, Suspended, …; null when Launchpad does not say. Explains, never decides. */
  status: string | null;
}

export interface LaunchpadCallOptions {
  /** Ends the call early. A timeout signal gives `timeout`, any other abort gives `cancelled`. */
  signal?: AbortSignal;
  /** Moment on the client's clock (ms) shared by several calls; default: `timeoutMs` from the start of each. */
  deadlineAt?: number;
  /** For the whole call, in place of the client's own limit (milliseconds). */
  timeoutMs?: number;
  /** Stop at once when asked to wait longer than this between two attempts. Default: what is left. */
  maxWaitMs?: number;
  /** Waited for before each request: what others were asked to wait holds for scheduled work as well. */
  beforeAttempt?: () => Promise<void>;
}

export interface LaunchpadClient {
  /**
   * The account of an OpenID claimed identifier. Null only when Launchpad itself said that there is none;
   * everything else that is not an account is an error, so that a fault is never taken for "unknown".
   */
  findAccount(claimedIdentifier: string, options?: LaunchpadCallOptions): Promise<LaunchpadAccount | null>;
  /**
   * Names of every public team a person is in, directly or through other teams, read to the end. Null when
   * the name is nobody's (404: never, renamed, closed, merged, deactivated) or is suspended (410).
   */
  listTeams(name: string, options?: LaunchpadCallOptions): Promise<ReadonlySet<string> | null>;
  /** Who has a name; null when it is nobody's (404, also a merged account's) or is suspended (410). */
  findByName(name: string, options?: LaunchpadCallOptions): Promise<{ since: string | null } | null>;
  /** Whether a name belongs to a person or a team, a suspended one too; private teams are not told. */
  isNameTaken(name: string, options?: LaunchpadCallOptions): Promise<boolean>;
  /**
   * Hands over the participants of a team page by page, read to the end. False when there is no such team. There is no
   * snapshot: whether what came is a roster is the caller's to judge.
   */
  readRoster(
    team: string,
    onPage: (page: RosterPage) => void,
    options?: LaunchpadCallOptions,
  ): Promise<boolean>;
  /** Ends calls under way as `cancelled` and closes the connections. */
  close(): Promise<void>;
}
