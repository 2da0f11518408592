import { expect, test } from 'vitest';
import { wantsMail } from './notices.ts';

const OFF = { notifications: { addresses: false, loss: false, restored: false, security: false } };

test.each(['addresses-ready', 'address-grace', 'address-suspended', 'address-restored'] as const)(
  '%s can be switched off',
  (template) => {
    expect(wantsMail({ notifications: {} }, template)).toBe(true);
    expect(wantsMail({ notifications: { addresses: false, loss: false, restored: false } }, template)).toBe(
      false,
    );
  },
);

test.each([
  'recipient-confirm',
  'recipient-asked',
  'recipient-removed',
  'address-held',
  'claim-address',
] as const)('%s is no choice', (template) => {
  expect(wantsMail(OFF, template)).toBe(true);
});
