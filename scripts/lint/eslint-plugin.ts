import path from 'node:path';
import type { Rule } from 'eslint';
import { top } from '../lib/top.ts';
import { whyForbidden } from './import-directions.ts';

type Source = Parameters<NonNullable<Rule.RuleListener['ImportDeclaration']>>[0]['source'];

/** Reports imports, re-exports and dynamic imports that point the wrong way. */
const importDirections: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{reason}}' } },
  create(context) {
    const file = path.relative(top, context.filename).split(path.sep).join('/');
    const check = (source: Source | null | undefined) => {
      if (typeof source?.value !== 'string') return;
      const reason = whyForbidden(file, source.value);
      if (reason) context.report({ node: source, messageId: 'forbidden', data: { reason } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source.type === 'Literal' ? node.source : null),
    };
  },
};

export default { rules: { 'import-directions': importDirections } };
