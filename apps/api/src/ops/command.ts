import type { Database } from '@ubuntu-aliases/store';
import type { OpsEnv } from '../env.ts';

export interface OpsContext {
  database: Database;
  env: OpsEnv;
  clock: () => Date;
}

/** One thing that an operator can do. */
export interface OpsCommand {
  usage: string;
  /** Reads the arguments, before anything is opened; what it gives does the work and answers with an exit code. */
  prepare(args: string[]): (context: OpsContext) => Promise<number>;
}

/** Arguments that make no sense. */
export class UsageError extends Error {}
