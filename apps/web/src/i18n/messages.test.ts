import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Locale } from '@ubuntu-aliases/shared';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { english, everyNode, korean } from '../testing/catalogue.ts';
import { createTranslate, type TextKey } from './translate.ts';

const { plural, select, argument } = TYPE;

function everyElement(text = '') {
  const walk = (tree: MessageFormatElement[]): MessageFormatElement[] =>
    tree.flatMap((element) =>
      element.type === plural || element.type === select
        ? [element, ...Object.values(element.options).flatMap((branch) => walk(branch.value))]
        : [element],
    );
  return walk(parse(text, { ignoreTag: true }));
}

const isFilledIn = ({ type }: MessageFormatElement) => type !== TYPE.literal && type !== TYPE.pound;
const namesOf = (text?: string, kinds?: TYPE[]) =>
  new Set(
    everyElement(text)
      .filter((element) => isFilledIn(element) && (kinds?.includes(element.type) ?? true))
      .map((element) => String((element as { value?: string }).value)),
  );

describe('a message', () => {
  it('has the same arguments and marks in both languages', () => {
    const marks = (text = '') => (text.match(/<\/?\w+\/?>/g) ?? []).sort();
    const gaps = (text: string | undefined, leftOut: Set<string>) =>
      [...[...namesOf(text)].filter((name) => !leftOut.has(name)), ...marks(text)].sort().join(' ');
    const differing = Object.keys(english).filter((key) => {
      // A language may do without a choice that another one's grammar needs: Korean has no "an".
      const grammar = namesOf(english[key], [select]);
      return gaps(korean[key], grammar) !== gaps(english[key], grammar);
    });
    expect(differing).toEqual([]);
  });

  it('chooses a form for its counts in English, an ordinal one as well', () => {
    const types = Object.values(english).flatMap((text) =>
      everyElement(text).flatMap((element) => (element.type === plural ? [element.pluralType] : [])),
    );
    expect(new Set(types)).toEqual(new Set(['cardinal', 'ordinal']));
  });

  it.each<[Locale, Record<string, string>]>([
    ['en', english],
    ['ko', korean],
  ])('has every form that %s has, and each can be said', (locale, texts) => {
    const say = createTranslate(locale, texts);
    const wrong: string[] = [];
    for (const [key, text] of Object.entries(texts)) {
      const elements = everyElement(text);
      const branches = new Map<string, string[]>();
      for (const element of elements) {
        if (element.type === select) branches.set(element.value, Object.keys(element.options));
        if (element.type !== plural) continue;
        const { pluralCategories } = new Intl.PluralRules(locale, {
          type: element.pluralType,
        }).resolvedOptions();
        for (const form of pluralCategories)
          if (!(form in element.options)) wrong.push(`${key} has no form "${form}"`);
      }
      for (const [at, number] of [0, 1, 2, 3, 11, 21, 103, 2000].entries()) {
        const values: Record<string, string | number> = {};
        for (const name of namesOf(text)) values[name] = number;
        for (const name of namesOf(text, [argument])) values[name] = `«${name}»`;
        for (const [name, options] of branches) values[name] = options[at % options.length] ?? '';
        const said = say(key as TextKey, values);
        const isLost = [...namesOf(text, [argument])].some((name) => !said.includes(`«${name}»`));
        if (isLost || /[{}#]|undefined|NaN/.test(said)) wrong.push(`${key}: ${said}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is given the values that it asks for', () => {
    const missing: string[] = [];
    everyNode((node, file) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 't') return;
      const [key, values] = node.arguments;
      if (!key || !ts.isStringLiteral(key)) return;
      if (values && !ts.isObjectLiteralExpression(values)) return;
      if (values?.properties.some(ts.isSpreadAssignment)) return;
      const given = new Set(values?.properties.map((property) => property.name?.getText()));
      for (const wanted of namesOf(english[key.text]))
        if (!given.has(wanted)) missing.push(`${file}: ${key.text} is not given ${wanted}`);
    });
    expect(missing).toEqual([]);
  });
});
