import { expect, test } from 'vitest';
import { grantProblem } from './granted-local-part.ts';

test.each([
  ['mira', null],
  ['mira.lindholm', null],
  ['m', null],
  ['mira_2-x', null],
  ['x'.repeat(64), null],
  ['x'.repeat(65), 'alias.name_invalid'],
  ['', 'alias.name_invalid'],
  ['mira+work', 'alias.name_invalid'],
  ['Mira', 'alias.name_invalid'],
  ['.mira', 'alias.name_invalid'],
  ['mira..l', 'alias.name_invalid'],
  ['mira-', 'alias.name_invalid'],
  ['mira l', 'alias.name_invalid'],
  ['mira@ubuntu.com', 'alias.name_invalid'],
  ['누르', 'alias.name_invalid'],
  ['postmaster', 'alias.name_reserved'],
  ['srs0=x', 'alias.name_reserved'],
  ['srs1-x', 'alias.name_reserved'],
] as const)('%s: %s', (localPart, problem) => {
  expect(grantProblem(localPart)).toBe(problem);
});
