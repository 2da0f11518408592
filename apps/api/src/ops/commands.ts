import type { OpsCommand } from './command.ts';
import { UsageError } from './command.ts';
import { dkimCommand } from './dkim.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { syncCommand } from './sync.ts';

export const COMMANDS: Record<string, OpsCommand | undefined> = {
  import: importCommand,
  export: exportCommand,
  sync: syncCommand,
  dkim: dkimCommand,
};

/** Ours, or one of `parseArgs`. */
export function isUsageError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
}
