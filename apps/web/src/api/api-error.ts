import { APP_ERROR_CODES, type AppErrorCode } from '@ubuntu-aliases/shared/app-error';

/** `unreachable`: no answer came at all. */
export type FailureCode = AppErrorCode | 'unreachable';
/** Codes that no landing page can meet: their words come with the other pages. */
export type LateFailureCode = Extract<
  FailureCode,
  `${'alias' | 'recipient' | 'recipient_change' | 'test_message' | 'session' | 'claim' | 'error_entry' | 'sync_run' | 'sync' | 'mail' | 'domain'}.${string}`
>;

interface Fields {
  code: FailureCode;
  status?: number;
  requestId?: string | null;
  details?: unknown;
  retryAfterSeconds?: number | null;
  cause?: unknown;
}

/** What went wrong with a request, in the codes of the contract. */
export class ApiError extends Error {
  readonly code: FailureCode;
  readonly status: number | null;
  readonly requestId: string | null;
  /** Values that explain it, as far as the code has any. */
  readonly details: Record<string, unknown>;
  readonly retryAfterSeconds: number | null;

  constructor({ code, status, requestId, details, retryAfterSeconds, cause }: Fields) {
    super(code, { cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = status ?? null;
    this.requestId = requestId ?? null;
    this.details = typeof details === 'object' && details !== null ? { ...details } : {};
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}

export function isAppErrorCode(value: unknown): value is AppErrorCode {
  return (APP_ERROR_CODES as readonly unknown[]).includes(value);
}

function codeOfStatus(status: number): AppErrorCode {
  if (status === 401) return 'auth.required';
  if (status === 403) return 'auth.forbidden';
  if (status === 404) return 'request.not_found';
  if (status === 412) return 'request.precondition_failed';
  if (status === 429) return 'request.rate_limited';
  return 'internal';
}

/** `Retry-After` is seconds or a date (RFC 9110 §10.2.3). */
export function parseRetryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/** Reads a problem body (RFC 9457); a proxy in between may have answered with something else. */
export async function readProblem(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return new ApiError({
    code: isAppErrorCode(fields.code) ? fields.code : codeOfStatus(response.status),
    status: response.status,
    requestId: typeof fields.requestId === 'string' ? fields.requestId : response.headers.get('x-request-id'),
    details: fields.details,
    retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after')),
  });
}
