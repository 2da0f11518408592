import { pino, type Logger } from 'pino';
import { stackOf } from './services/faults.ts';

/**
 * Errors of the database quote the rows that they speak of, and their messages the values: names and addresses. Only
 * what kind it is, its code and where it came from are logged (R8).
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: stackOf(error),
    ...(cause instanceof Error ? { cause: describeError(cause) } : {}),
  };
}

export function createLog(level: string, base: Record<string, unknown>): Logger {
  return pino({
    level,
    base,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  });
}
