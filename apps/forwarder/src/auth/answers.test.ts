import { expect, it } from 'vitest';
import { rememberAnswers } from './answers.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });

it('an answer, and that there is none, is kept for half a minute; no answer is not kept', async () => {
  let asked: string[] = [];
  let now = 0;
  const ask = rememberAnswers(
    (name) => {
      asked.push(name);
      if (name === 'none.example') return Promise.reject(failure('ENOTFOUND'));
      if (name === 'silent.example') return Promise.reject(failure('ESERVFAIL'));
      return Promise.resolve([['text']]);
    },
    { now: () => now },
  );
  const all = () =>
    Promise.allSettled(
      ['a.example', 'A.example', 'none.example', 'silent.example'].map((n) => ask(n, 'TXT')),
    );
  await all();
  expect(asked).toEqual(['a.example', 'none.example', 'silent.example']);
  asked = [];
  await all();
  expect(asked).toEqual(['silent.example']);
  asked = [];
  await ask('a.example', 'MX');
  now = 30_001;
  await all();
  expect(asked).toEqual(['a.example', 'a.example', 'none.example', 'silent.example']);
});
