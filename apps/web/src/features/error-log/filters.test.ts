import { describe, expect, it } from 'vitest';
import { isFiltered, NO_FILTERS, readFilters, toQuery, writeFilters } from './filters.ts';

describe('filters in the address', () => {
  it.each([
    [''],
    ['state=any'],
    ['state=resolved'],
    ['severity=error%2Cinfo&code=internal&domain=kubuntu.org%2Cubuntu.com'],
    ['q=noor&from=2026-11-01&to=2026-11-24'],
  ])('come back as they were: %s', (search) => {
    expect(writeFilters(readFilters(new URLSearchParams(search))).toString()).toBe(search);
  });

  it('leaves out what makes no sense', () => {
    const params = new URLSearchParams('state=open,lost&severity=loud&from=yesterday');
    expect(readFilters(params)).toEqual({ ...NO_FILTERS, state: ['open'] });
  });

  it('shows open and acknowledged entries at first, which is no filter', () => {
    const filters = readFilters(new URLSearchParams());
    expect(filters.state).toEqual(['open', 'acknowledged']);
    expect(isFiltered(filters)).toBe(false);
  });
});

describe('the question to the API', () => {
  it('spells out the default and leaves out "any"', () => {
    expect(toQuery(NO_FILTERS).get('state')).toBe('open,acknowledged');
    expect(toQuery({ ...NO_FILTERS, state: [] }).has('state')).toBe(false);
  });

  it('asks for whole days of the reader', () => {
    const params = toQuery({ ...NO_FILTERS, from: '2026-11-01', to: '2026-11-01' });
    expect(new Date(params.get('from') ?? '')).toEqual(new Date('2026-11-01T00:00:00'));
    expect(new Date(params.get('to') ?? '')).toEqual(new Date('2026-11-01T23:59:59.999'));
  });

  it('asks for no day that does not exist', () => {
    expect(toQuery({ ...NO_FILTERS, from: '2026-13-45' }).has('from')).toBe(false);
  });
});
