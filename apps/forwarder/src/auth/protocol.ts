import type { SigningKey } from '@ubuntu-aliases/store/mail';
import type { Client } from '../core/trace.ts';

/** What the main thread and the workers say to each other. */

/** What a domain wants done to the mail that goes on for it. */
export interface Treatment {
  domain: string;
  /** The envelope sender that the next hop is given. */
  returnPath: string;
  rewritesFrom: boolean;
  /** Seals (ARC); null: no seal. */
  key: SigningKey | null;
}

/** What came of it: fields to put in front, each with its line end. */
export interface Treated {
  fields: string;
  /** The header From is among them and leaves the message. */
  replacesFrom: boolean;
}

export interface AuthenticationJob {
  /** The message as it was written, dots undone. */
  bytes: Uint8Array;
  client: Client;
  /** Empty: the null sender. */
  sender: string;
  /** Our name, which the results are signed with. */
  host: string;
  treatments: Treatment[];
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
  /** Seals of others could not be checked for the moment: one of ours now would end their chain for good. */
  isChainUncertain: boolean;
  /** In the order of the treatments. */
  treated: Treated[];
}

export interface WorkerOptions {
  /** How long an answer of DNS is used again. */
  freshMs?: number;
}

export type ToWorker =
  | { kind: 'job'; id: number; job: AuthenticationJob }
  | { kind: 'answer'; id: number; records?: unknown[]; code?: string };

export type FromWorker =
  | { kind: 'question'; id: number; name: string; type: string }
  | { kind: 'done'; id: number; result: AuthenticationResult | null };
