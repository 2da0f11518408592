import { describe, expect, it } from 'vitest';
import { parseRetryAfter, readProblem } from './api-error.ts';

describe('Retry-After', () => {
  it.each([
    [null, null],
    ['', null],
    ['30', 30],
    ['-3', 0],
    ['soon', null],
    ['Tue, 24 Nov 2026 12:00:10 GMT', 10],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
  ])('%s means %s seconds', (header, seconds) => {
    expect(parseRetryAfter(header, Date.UTC(2026, 10, 24, 12))).toBe(seconds);
  });
});

describe('a problem', () => {
  const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
    readProblem(new Response(body, { status, headers }));

  it('keeps code and request id', async () => {
    const error = await answer(404, JSON.stringify({ code: 'alias.not_found', requestId: 'r1' }));
    expect(error).toMatchObject({ code: 'alias.not_found', status: 404, requestId: 'r1' });
  });

  it.each([
    [401, 'auth.required'],
    [403, 'auth.forbidden'],
    [404, 'request.not_found'],
    [412, 'request.precondition_failed'],
    [429, 'request.rate_limited'],
    [502, 'internal'],
  ])('from a proxy with status %i is %s', async (status, code) => {
    const error = await answer(status, '<html>', { 'x-request-id': 'r2' });
    expect(error).toMatchObject({ code, requestId: 'r2' });
  });

  it('takes no code that is not in the contract', async () => {
    expect((await answer(500, JSON.stringify({ code: 'made.up' }))).code).toBe('internal');
  });
});
