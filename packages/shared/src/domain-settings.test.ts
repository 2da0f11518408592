import { describe, expect, test } from 'vitest';
import { readDomainSettings } from './domain-settings.ts';

describe('settings of a domain', () => {
  test('nothing stored: the defaults', () => {
    expect(readDomainSettings({})).toMatchObject({
      graceDays: { left_team: null, banned: 0 },
      brake: { floor: 3, percent: 2 },
      maxRecipients: 1,
      sealsArc: false,
    });
    expect(readDomainSettings(null)).toEqual(readDomainSettings({}));
  });

  test('what is stored stands, the rest is filled in', () => {
    expect(readDomainSettings({ brake: { percent: 5 } }).brake).toEqual({ floor: 3, percent: 5 });
  });

  test('something unreadable never opens a limit', () => {
    expect(readDomainSettings({ brake: { floor: -1 } })).toEqual(readDomainSettings({}));
    expect(readDomainSettings('x').maxRecipients).toBe(1);
  });
});
