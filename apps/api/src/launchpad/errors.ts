import { AppError } from '@ubuntu-aliases/shared';

/** Launchpad could not be asked; asking again later may work. */
export interface UnavailableDetails {
  reason: 'timeout' | 'network' | 'status' | 'rate_limited' | 'cancelled';
  status?: number;
  /** How long Launchpad asked us to wait, in whole seconds. */
  retryAfterSeconds?: number;
  /** Code of a network fault, such as `ECONNREFUSED`. */
  networkCode?: string;
  path?: string;
}

/** Something answered, but not in the way Launchpad does; nothing may be concluded from it. */
export interface UnexpectedDetails {
  reason:
    | 'status'
    | 'redirect'
    | 'not_json'
    | 'encoding'
    | 'gzip'
    | 'too_large'
    | 'shape'
    | 'foreign_link'
    | 'page_twice'
    | 'too_many_pages'
    | 'too_many_entries';
  status?: number;
  path?: string;
  /** Names of the fields that were wrong, never their values. */
  fields?: string[];
}

/** The path without its query and without anybody's name: `/1.0/~…/super_teams`. */
export function maskPath(path: string): string {
  return path.replace(/[?#].*$/s, '').replace(/(~|%7e)[^/]+/gi, '~…');
}

// No `cause` on purpose: parsers quote what they failed on, and that may be somebody's data.
export function unavailable(details: UnavailableDetails): AppError {
  return new AppError('launchpad.unavailable', { details: { ...details } });
}

export function unexpectedResponse(details: UnexpectedDetails): AppError {
  return new AppError('launchpad.unexpected_response', { details: { ...details } });
}

/** Launchpad said that there is no such thing (404) or that it is suspended (410): an answer, if asked for. */
export class NotThereError extends AppError {
  constructor(status: 404 | 410, path: string) {
    super('launchpad.unavailable', { details: { reason: 'status', status, path: maskPath(path) } });
    this.name = 'NotThereError';
  }
}

/** What an aborted call failed with: our deadline or the caller's timeout, else the caller changed its mind. */
export function abortedError(reason: unknown, path: string): AppError {
  return unavailable({ reason: isTimeout(reason) ? 'timeout' : 'cancelled', path: maskPath(path) });
}

export function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
