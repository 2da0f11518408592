import { expect, it } from 'vitest';
import { linePath } from './line.ts';

it.each([
  [[], ''],
  [[5], 'M0.0 0.0'],
  [[0, 0], 'M0.0 20.0L100.0 20.0'],
  [[0, 2, 4], 'M0.0 20.0L50.0 10.0L100.0 0.0'],
])('%j becomes %s', (values, path) => {
  expect(linePath(values, 100, 20)).toBe(path);
});
