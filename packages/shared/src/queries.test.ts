import { describe, expect, test } from 'vitest';
import { errorEntryQuerySchema, updateErrorEntrySchema } from './error-entry.ts';
import { updateMeSchema } from './member.ts';
import { pageQuerySchema } from './pagination.ts';

describe('paging', () => {
  test.each([
    [{}, 25], [{ limit: '1' }, 1], [{ limit: '100' }, 100], [{ limit: ' 7 ' }, 7],
  ])('%j reads %s rows', (query, limit) => {
    expect(pageQuerySchema.parse(query).limit).toBe(limit);
  }); // prettier-ignore

  test.each([
    { limit: '0' }, { limit: '101' }, { limit: '-1' }, { limit: '1.5' }, { limit: 'many' }, { limit: 'Infinity' }, { limit: '' },
    { limit: ['1', '2'] }, { cursor: 'x'.repeat(513) }, { cursor: ['a', 'b'] },
  ])('%j is refused', (query) => {
    expect(pageQuerySchema.safeParse(query).success).toBe(false);
  }); // prettier-ignore
});

describe('the error log query', () => {
  test.each([
    [{ state: 'open' }, { state: ['open'] }],
    [{ state: 'open,resolved' }, { state: ['open', 'resolved'] }],
    [{ state: ',open,,' }, { state: ['open'] }],
    [{ state: '' }, { state: [] }],
    [{ severity: 'info,warning,error' }, { severity: ['info', 'warning', 'error'] }],
    [{ code: 'alias.taken,internal' }, { code: ['alias.taken', 'internal'] }],
    [{ domain: 'ubuntu.com,kubuntu.org' }, { domain: ['ubuntu.com', 'kubuntu.org'] }],
    [{ q: '  mira ' }, { q: 'mira' }],
    [{ from: '2026-01-01T00:00:00Z' }, { from: '2026-01-01T00:00:00Z' }],
    [{ to: '2026-01-01T00:00:00.123+09:00' }, { to: '2026-01-01T00:00:00.123+09:00' }],
    [{ from: '0001-01-01T00:00:00Z' }, { from: '0001-01-01T00:00:00Z' }],
  ])('%j', (query, expected) => {
    expect(errorEntryQuerySchema.parse(query)).toEqual({ limit: 25, ...expected });
  });

  test.each([
    { state: 'closed' }, { state: 'open,closed' }, { state: 'OPEN' }, { state: ['open'] }, { severity: 'fatal' },
    { code: 'x'.repeat(65) }, { code: 'a\u0000' }, { domain: 'x\u0000.org' }, { q: 'a\u0000b' }, { q: 'x'.repeat(201) },
    { code: Array.from({ length: 21 }, () => 'a').join() }, { state: 'open,'.repeat(101) },
    { from: 'yesterday' }, { from: '2026-01-01' }, { from: '2026-13-01T00:00:00Z' }, { from: '2026-02-30T00:00:00Z' },
    { from: '2026-01-01T00:00:00' }, { to: '' }, { to: '+010000-01-01T00:00:00Z' },
    // No year of PostgreSQL's calendar.
    { from: '0000-01-01T00:00:00Z' }, { to: '0001-01-01T00:00:00+14:00' },
  ])('%j is refused', (query) => {
    expect(errorEntryQuerySchema.safeParse(query).success).toBe(false);
  }); // prettier-ignore
});

describe('changes', () => {
  test.each([{}, { state: 'acknowledged' }, { note: '' }, { note: 'x'.repeat(2000), state: 'open' }])(
    'to an entry: %j', (change) => {
      expect(updateErrorEntrySchema.parse(change)).toEqual(change);
    }); // prettier-ignore

  test.each([
    { state: 'gone' }, { note: 'x'.repeat(2001) }, { note: 'a\u0000' }, { note: null }, { count: 1 }, { severity: 'info' },
  ])('to an entry, refused: %j', (change) => {
    expect(updateErrorEntrySchema.safeParse(change).success).toBe(false);
  }); // prettier-ignore

  test.each([{}, { locale: 'ko' }, { timeZone: 'Asia/Seoul' }, { timeZone: null }, { timeZone: 'UTC' }])(
    'to oneself: %j', (change) => {
      expect(updateMeSchema.parse(change)).toEqual(change);
    }); // prettier-ignore

  test.each([
    { locale: 'fr' }, { timeZone: 'Mars/Olympus' }, { timeZone: '' }, { timeZone: 'x'.repeat(65) }, { timeZone: 'UTC\u0000' },
    { email: 'mira@example.org' }, { isAdmin: true },
  ])('to oneself, refused: %j', (change) => {
    expect(updateMeSchema.safeParse(change).success).toBe(false);
  }); // prettier-ignore
});
