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

/** Half as long again, accents on everything; what is filled in and marked stays. */
const stretch = (text: string) =>
  text
    .split(/(\{\{.*?\}\}|<\/?\w+\/?>)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[aeiounsc]/g, (letter) => ACCENTS[letter] ?? letter),
    )
    .join('');

/** The built catalogues in a language that nobody speaks, from right to left: each is read, stretched and served anew. */
export async function speakPseudoLanguage(page: Page): Promise<void> {
  await page.route(/\/assets\/en-[^/]+\.js$/, async (route) => {
    const answer = await route.fetch();
    const module = (await import(
      `data:text/javascript,${encodeURIComponent(await answer.text())}`
    )) as Record<string, Record<string, string>>;
    const exported = Object.entries(module).map(([name, texts]) => {
      const stretched = Object.entries(texts).map(([key, text]) => [key, stretch(text)]);
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(stretched))};`;
    });
    await route.fulfill({ response: answer, body: exported.join('\n') });
  });
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl'));
  });
}
