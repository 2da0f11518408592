import { domainSettingsSchema } from '@ubuntu-aliases/shared';
import { describe, expect, it } from 'vitest';
import { lossOf, reminderDue, toldAtStart, type LossReason } from './entitlement-loss.ts';

const NOW = new Date('2026-05-01T12:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const settings = domainSettingsSchema.parse({});

describe('what becomes of an address', () => {
  it.each<[LossReason, number | null]>([
    ['left_team', 30],
    ['coc_unsigned', 30],
    ['domain_retired', 30],
    ['not_valid', 7],
    ['banned', null],
  ])('%s: %s days of grace', (reason, days) => {
    expect(lossOf(reason, settings, 30, NOW)).toEqual(
      days === null
        ? { entitlement: 'suspended', reason }
        : { entitlement: 'grace', reason, graceUntil: inDays(days) },
    );
  });

  it('goes by the domain before the installation', () => {
    const own = domainSettingsSchema.parse({ graceDays: { left_team: 3, coc_unsigned: 0 } });
    expect(lossOf('left_team', own, 30, NOW)).toMatchObject({ graceUntil: inDays(3) });
    expect(lossOf('domain_retired', own, 30, NOW)).toMatchObject({ graceUntil: inDays(3) });
    expect(lossOf('coc_unsigned', own, 30, NOW)).toMatchObject({ entitlement: 'suspended' });
  });
});

describe('reminders', () => {
  it.each<[left: number, told: number | null, due: number | null]>([
    [30, null, null], [7.1, null, null], [7, null, 7], [3, null, 7], [7, 7, null], [1.1, 7, null], [1, 7, 1], [0.5, null, 1],
    [0.5, 1, null], [0, 7, null], [-1, null, null],
  ])('%s days left, told at %s: %s', (left, told, due) => {
    expect(reminderDue(inDays(left), told, NOW)).toBe(due);
  }); // prettier-ignore

  it.each<[days: number, told: number | null]>([[30, null], [8, null], [7, 7], [2, 7], [1, 1]])(
    'the mail at the start of %s days stands in for %s', (days, told) => {
      expect(toldAtStart(inDays(days), NOW)).toBe(told);
    }); // prettier-ignore
});
