import { expect, test } from 'vitest';
import { examineName } from './contested-names.ts';

/** Each person: the name that is stored, the one that Launchpad gives now, and whose record that is, if not theirs. */
type World = Record<string, [stored: string | null, now: string | null, record?: string]>;

async function look(world: World, { hasDates = true, names = {} as Record<string, string> } = {}) {
  const asked: string[] = [];
  const since = (record: string) => (hasDates ? `since-${record}` : null);
  const given = (who: string) => {
    const [, name = null, record = who] = world[who] ?? [null, null];
    return name === null ? null : { name, since: since(record) };
  };
  const bearers = Object.entries(world).flatMap(([who, [, name, record = who]]) =>
    name !== null && record === who ? [[name, who] as const] : [],
  );
  const byName: Record<string, string> = { ...Object.fromEntries(bearers), ...names };
  const { isContested } = await examineName('mira', given('mira') ?? { name: '', since: null }, {
    listKnown: (identifier, name) =>
      Promise.resolve(
        Object.entries(world)
          .filter(([who, [stored]]) => who === identifier || stored === name)
          .map(([who, [stored]]) => ({
            claimedIdentifier: who,
            launchpadName: stored,
            since: stored === null ? null : since(who),
          })),
      ),
    ask: (who) => {
      asked.push(who);
      return Promise.resolve(given(who));
    },
    findByName: (name) => {
      asked.push(`~${name}`);
      const record = byName[name];
      return Promise.resolve(record === undefined ? null : { since: since(record) });
    },
  });
  return [isContested, asked];
}

test.each<[string, boolean, string[], World, Record<string, string>?]>([
  ['a new name', false, [], { mira: ['mira', 'mira-new'], ada: ['ada', 'ada'] }],
  ['the name of before', false, [], { mira: ['mira', 'mira'], ada: ['ada', 'ada'] }],
  ['who had it has another', false, ['~mira', 'ada'], { mira: ['mira', 'ada'], ada: ['ada', 'ada-new'] }],
  ['who had it is gone', false, ['~mira', 'ada'], { mira: ['mira', 'ada'], ada: ['ada', null] }],
  ['two changed names', false, ['~mira', 'ada', '~ada'], { mira: ['mira', 'ada'], ada: ['ada', 'mira'] }],
  [
    'a circle of three',
    false,
    ['~mira', 'ada', '~ada', 'ben', '~ben'],
    { mira: ['mira', 'ada'], ada: ['ada', 'ben'], ben: ['ben', 'mira'] },
  ],
  ['a merge into an account that nobody knows', false, ['~mira'], { mira: ['mira', 'eve', 'eve'] }],
  [
    'a merge into somebody’s who is known',
    true,
    ['~mira', 'ada'],
    { mira: ['mira', 'ada', 'ada'], ada: ['ada', 'ada'] },
  ],
  [
    'somebody’s record at the first sign-in',
    true,
    ['ada'],
    { mira: [null, 'ada', 'ada'], ada: ['ada', 'ada'] },
  ],
  [
    'a record of somebody who is known, and one’s own is there',
    true,
    ['~mira'],
    { mira: ['mira', 'ada', 'ada'], ada: ['ada', 'ada'] },
    { mira: 'mira' },
  ],
  [
    'a record of somebody whom nobody knows, and one’s own is there',
    true,
    ['~mira'],
    { mira: ['mira', 'eve', 'eve'] },
    { mira: 'mira' },
  ],
  [
    'everybody somebody else: at the first sign-in, who has the name is given that of a stranger',
    true,
    ['ada', '~ada'],
    { mira: [null, 'ada', 'ada'], ada: ['ada', 'eve', 'eve'] },
    { ada: 'ada' },
  ],
  [
    'who had it is given the name of a third, who has it still',
    true,
    ['ada', '~ada', 'ben'],
    { mira: [null, 'ada'], ada: ['ada', 'ben'], ben: ['ben', 'ben'] },
  ],
  [
    'the same record for everybody',
    true,
    ['~mira', 'ada'],
    { mira: ['mira', 'ada', 'ada'], ada: ['ada', 'ada'] },
  ],
])('%s', async (_, isContested, asked, world, names) => {
  expect(await look(world, { names: names ?? {} })).toEqual([isContested, asked]);
});

test('without dates the names alone have to do', async () => {
  const lie: World = { mira: ['mira', 'ada'], ada: ['ada', 'eve'] };
  expect(await look(lie, { hasDates: false, names: { mira: 'mira' } })).toEqual([true, ['~mira']]);
  expect(await look(lie, { hasDates: false })).toEqual([false, ['~mira', 'ada']]);
});

test('whoever does not answer leaves the whole question unanswered', async () => {
  const away = () => Promise.reject(new Error('away'));
  const ports = {
    listKnown: () => Promise.resolve([{ claimedIdentifier: 'ada', launchpadName: 'ada', since: null }]),
    ask: away,
    findByName: away,
  };
  await expect(examineName('mira', { name: 'ada', since: null }, ports)).rejects.toThrow('away');
});
