import { describe, expect, it } from 'vitest';
import { readFilters, toQuery, writeFilters } from './filters.ts';

const alias = '0192f0a0-0000-7000-8000-000000000000';

describe('the filters of the activity', () => {
  it.each([
    ['', ''],
    ['actor=admin', 'actor=admin'],
    ['actor=everybody&topic=secrets&alias=1', ''],
    [`topic=recipient&alias=${alias}`, `topic=recipient&alias=${alias}`],
  ])('%s', (text, kept) => {
    expect([...writeFilters(readFilters(new URLSearchParams(text)))].sort()).toEqual(
      [...new URLSearchParams(kept)].sort(),
    );
  });

  it('ask the API for a topic by the first part of the action', () => {
    expect(toQuery({ actor: 'sync', topic: 'alias', alias: null }).toString()).toBe(
      'actor=sync&action=alias',
    );
  });
});
