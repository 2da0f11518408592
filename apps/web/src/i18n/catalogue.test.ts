import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { Texts } from './catalogue.ts';

const englishParts = import.meta.glob<Texts>('./parts/*/en.ts', { import: 'texts', eager: true });
const koreanParts = import.meta.glob<Texts>('./parts/*/ko.ts', { import: 'texts', eager: true });
const together = (all: Texts[]): Record<string, string> => Object.assign({}, ...all);
const english = together([en, ...Object.values(englishParts)]);
const korean = together([ko, ...Object.values(koreanParts)]);

const source = path.resolve(import.meta.dirname, '..');
const isOurs = (file: string) =>
  /\.tsx?$/.test(file) &&
  !/\.test\.|\.d\.ts$|^testing\/|^i18n\/(en\.|ko\.|parts\/)/.test(file.replaceAll('\\', '/'));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(isOurs)
  .map((name) => ({
    name,
    tree: ts.createSourceFile(
      name,
      readFileSync(path.join(source, name), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    ),
  }));

function everyNode(visit: (node: ts.Node, file: string) => void): void {
  const walk = (node: ts.Node, file: string) => {
    visit(node, file);
    ts.forEachChild(node, (child) => walk(child, file));
  };
  for (const { name, tree } of files) walk(tree, name);
}

/** `a.{}.b` for a template with a hole in it. */
function patternOf(node: ts.TemplateExpression): RegExp {
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = node.templateSpans.map((span) => `.+${escape(span.literal.text)}`);
  return new RegExp(`^${escape(node.head.text)}${parts.join('')}$`);
}

describe('the catalogue', () => {
  it('has no key that nobody uses', () => {
    const literals = new Set<string>();
    const patterns: RegExp[] = [];
    everyNode((node) => {
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) literals.add(node.text);
      if (ts.isTemplateExpression(node) && node.head.text.includes('.')) patterns.push(patternOf(node));
    });
    const unused = Object.keys(english)
      .map((key) => key.replace(/_(one|other|vowel)$/, ''))
      .filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it('holds every word that is shown', () => {
    const spoken = /^(aria-label|aria-description|alt|title|placeholder|label|help)$/;
    const outside: string[] = [];
    everyNode((node, file) => {
      if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) outside.push(`${file}: ${node.text.trim()}`);
      if (
        ts.isJsxAttribute(node) &&
        spoken.test(node.name.getText()) &&
        node.initializer &&
        ts.isStringLiteral(node.initializer)
      )
        outside.push(`${file}: ${node.getText()}`);
    });
    expect(outside).toEqual([]);
  });

  it('says nothing twice in different words', () => {
    const seen = new Map<string, string>();
    const differing: string[] = [];
    for (const [part, texts] of [['frame', en] as const, ...Object.entries(englishParts)])
      for (const [key, text] of Object.entries(texts)) {
        if ((seen.get(key) ?? text) !== text) differing.push(`${part}: ${key}`);
        seen.set(key, text);
      }
    expect(differing).toEqual([]);
  });

  it('says in Korean what it says in English', () => {
    const wanted = Object.keys(english).filter((key) => !/_(one|vowel)$/.test(key));
    expect(Object.keys(korean).sort()).toEqual(wanted.sort());
  });

  it('fills the same gaps in both languages', () => {
    const gaps = (text = '') => (text.match(/\{\{.*?\}\}|<\/?\w+\/?>/g) ?? []).sort().join(' ');
    const differing = Object.keys(korean).filter((key) => gaps(korean[key]) !== gaps(english[key]));
    expect(differing).toEqual([]);
  });

  it('raises its voice nowhere', () => {
    for (const text of [...Object.values(english), ...Object.values(korean)]) expect(text).not.toMatch(/!/);
  });
});
