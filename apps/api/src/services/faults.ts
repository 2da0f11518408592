import type { AppError, AppErrorCode, ErrorSeverity } from '@ubuntu-aliases/shared';
import { createStores, type Database } from '@ubuntu-aliases/store';

/** Details fit for the error log: short codes and numbers, nothing that could be an address. */
export function explain(error: AppError): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(error.details ?? {}).filter((pair): pair is [string, string | number | boolean] => {
      const value = pair[1];
      if (typeof value === 'string') return value.length <= 200 && !value.includes('@');
      return typeof value === 'number' || typeof value === 'boolean';
    }),
  );
}

export interface FaultLog {
  /** A fault of ours that answered 500: code `internal`, with its stack. Never throws. */
  fault(error: Error, requestId: string | null): Promise<void>;
  /** A refusal or a fault of an upstream that concerns nobody in particular. Never throws. */
  record(
    code: AppErrorCode,
    severity: ErrorSeverity,
    details: Record<string, string | number | boolean>,
    requestId: string | null,
  ): Promise<void>;
}

export function createFaultLog(
  database: Database,
  clock: () => Date,
  onLost: (error: unknown) => void,
): FaultLog {
  const { errors } = createStores(database.client);
  const write = async (entry: Parameters<typeof errors.record>[0][number]) => {
    // The error log must not turn one fault into two: with the database gone there is still the process's log.
    await errors.record([entry], clock()).catch(onLost);
  };
  return {
    fault: (error, requestId) =>
      write({
        code: 'internal',
        severity: 'error',
        memberId: null,
        domainId: null,
        details: { name: error.name.slice(0, 100) },
        // Two bugs are two entries: otherwise acknowledging one would hide the other.
        variant: stackOf(error).split('\n').slice(0, 2).join('\n'),
        stack: stackOf(error),
        requestId,
      }),
    record: (code, severity, details, requestId) =>
      write({ code, severity, memberId: null, domainId: null, details, requestId }),
  };
}

/** Without the message, which may quote an address; addresses elsewhere in it are masked as well. */
export function stackOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames]
    .join('\n')
    .replace(/[^\s@/]+@[^\s@/]+\.[^\s@/]+/g, '…')
    .slice(0, 8_000);
}
