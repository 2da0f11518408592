import { expect, test } from 'vitest';
import { describeError } from './log.ts';

test('an error is described without what it quotes', () => {
  const quoting = Object.assign(new Error('Failing row contains (mira@example.org)'), {
    code: '23514',
    meta: { detail: 'mira@example.org' },
    cause: new Error('to kim@example.org'),
  });
  const text = JSON.stringify(describeError(quoting));
  expect(text).not.toMatch(/example\.org|Failing row/);
  expect(text).toContain('23514');
  expect(text).toContain('log.test.ts');
});

test('what is no error says only what it is', () => {
  expect(describeError('mira@example.org')).toEqual({ type: 'string' });
});
