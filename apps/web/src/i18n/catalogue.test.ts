import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { english, englishParts, everyNode, korean, patternOf } from '../testing/catalogue.ts';
import { en } from './en.ts';

describe('the catalogue', () => {
  it('has no key that nobody uses', () => {
    const literals = new Set<string>();
    const patterns: RegExp[] = [];
    everyNode((node) => {
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) literals.add(node.text);
      if (ts.isTemplateExpression(node) && node.head.text.includes('.')) patterns.push(patternOf(node));
    });
    const unused = Object.keys(english).filter(
      (key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
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
    expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort());
  });

  it('raises its voice nowhere', () => {
    for (const text of [...Object.values(english), ...Object.values(korean)]) expect(text).not.toMatch(/!/);
  });
});
