import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { en } from '../i18n/en.ts';
import { ko } from '../i18n/ko.ts';

/** The catalogues as they are written, and our code as the tests of the words read it. */
export type WrittenTexts = Readonly<Record<string, string>>;

export const englishParts = import.meta.glob<WrittenTexts>('../i18n/parts/*/en.ts', {
  import: 'texts',
  eager: true,
});
const koreanParts = import.meta.glob<WrittenTexts>('../i18n/parts/*/ko.ts', { import: 'texts', eager: true });
const together = (all: WrittenTexts[]): Record<string, string> => Object.assign({}, ...all);
export const english = together([en, ...Object.values(englishParts)]);
export const korean = together([ko, ...Object.values(koreanParts)]);

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

export function everyNode(visit: (node: ts.Node, file: string) => void): void {
  const walk = (node: ts.Node, file: string) => {
    visit(node, file);
    ts.forEachChild(node, (child) => walk(child, file));
  };
  for (const { name, tree } of files) walk(tree, name);
}

/** `a.{}.b` for a template with a hole in it. */
export function patternOf(node: ts.TemplateExpression): RegExp {
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = node.templateSpans.map((span) => `.+${escape(span.literal.text)}`);
  return new RegExp(`^${escape(node.head.text)}${parts.join('')}$`);
}
