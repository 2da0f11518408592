import { expect, test } from 'vitest';
import { isSameRoster, packRoster, unpackRoster } from './roster-codec.ts';

const roster = (names: Record<string, number>) => new Map(Object.entries(names));
const KEPT = roster({ ada: 3, 'grace+work': 1, 'b.c': 0 });

test('a roster comes back as it was kept, and its digest does not depend on the order', async () => {
  const packed = await packRoster(KEPT);
  expect(await unpackRoster(packed.content)).toEqual(new Map([...KEPT].sort()));
  expect((await packRoster(new Map([...KEPT].reverse()))).digest).toBe(packed.digest);
  expect(await unpackRoster((await packRoster(new Map())).content)).toEqual(new Map());
});

test.each([
  ['the same in another order', roster({ 'b.c': 0, ada: 3, 'grace+work': 1 }), true],
  ['one less', roster({ ada: 3, 'grace+work': 1 }), false],
  ['one more', roster({ ada: 3, 'grace+work': 1, 'b.c': 0, dora: 3 }), false],
  ['one for another', roster({ ada: 3, 'grace+work': 1, 'b.d': 0 }), false],
  ['another flag', roster({ ada: 3, 'grace+work': 3, 'b.c': 0 }), false],
  ['nobody', roster({}), false],
])('%s', async (_, names, isSame) => {
  const { content } = await packRoster(KEPT);
  expect(await isSameRoster(names, content)).toBe(isSame);
});
