import { expect, test, vi } from 'vitest';
import { briefCache } from './brief-cache.ts';

test('asks once in a while, and again after a failure', async () => {
  let time = 0;
  const load = vi.fn(async () => time);
  const ask = briefCache(1000, load, () => time);
  expect(await Promise.all([ask(), ask()])).toEqual([0, 0]);
  time = 999;
  expect(await ask()).toBe(0);
  time = 1000;
  load.mockRejectedValueOnce(new Error('down'));
  await expect(ask()).rejects.toThrow('down');
  expect(await ask()).toBe(1000);
  expect(load).toHaveBeenCalledTimes(3);
});
