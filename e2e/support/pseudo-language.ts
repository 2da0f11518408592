import type { Page } from '@playwright/test';

const ACCENTS: Record<string, string> = {
  a: 'àä',
  e: 'éê',
  i: 'îï',
  o: 'öø',
  u: 'ûü',
  n: 'ñ',
  s: 'š',
  c: 'ç',
};

/** Half as long again, accents on everything; what is marked stays. */
const stretch = (text: string) =>
  text
    .split(/(<\/?\w+\/?>)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[aeiounsc]/g, (letter) => ACCENTS[letter] ?? letter),
    )
    .join('');

interface Element {
  /** 0 is literal text. */
  type: number;
  value: string;
  options?: Record<string, { value: Element[] }>;
}

/** A message as the build has parsed it: literal text is stretched in every branch, what is filled in stays. */
const stretchElement = ({ type, value, options, ...rest }: Element): Element => ({
  ...rest,
  type,
  value: type === 0 ? stretch(value) : value,
  ...(options && {
    options: Object.fromEntries(
      Object.entries(options).map(([name, branch]) => [name, { value: branch.value.map(stretchElement) }]),
    ),
  }),
});

/** The built catalogues in a language that nobody speaks, from right to left: each is read, stretched and served anew. */
export async function speakPseudoLanguage(page: Page): Promise<void> {
  await page.route(/\/assets\/en-[^/]+\.js$/, async (route) => {
    const answer = await route.fetch();
    const module = (await import(
      `data:text/javascript,${encodeURIComponent(await answer.text())}`
    )) as Record<string, Record<string, string | Element[]>>;
    const exported = Object.entries(module).map(([name, texts]) => {
      const stretched = Object.entries(texts).map(([key, text]) => [
        key,
        typeof text === 'string' ? stretch(text) : text.map(stretchElement),
      ]);
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(stretched))};`;
    });
    await route.fulfill({ response: answer, body: exported.join('\n') });
  });
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl'));
  });
}
