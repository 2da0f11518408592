import type { Client } from '../core/trace.ts';

/** What the main thread and the workers say to each other. */

export interface AuthenticationJob {
  /** The message as it was written, dots undone. */
  bytes: Uint8Array;
  client: Client;
  /** Empty: the null sender. */
  sender: string;
  /** Our name, which the results are signed with. */
  host: string;
}

export interface AuthenticationResult {
  /** Authentication-Results, ready to be put in front. */
  header: string;
  /** Domains of the header From. */
  fromDomains: string[];
  /** Domains that SPF or a whole DKIM signature vouches for. */
  passes: string[];
  dmarc: { result: string; policy: string } | null;
  /** Something could not be looked up for the moment. */
  isUncertain: boolean;
}

export type ToWorker =
  | { kind: 'job'; id: number; job: AuthenticationJob }
  | { kind: 'answer'; id: number; records?: unknown[]; code?: string };

export type FromWorker =
  | { kind: 'question'; id: number; name: string; type: string }
  | { kind: 'done'; id: number; result: AuthenticationResult | null };
