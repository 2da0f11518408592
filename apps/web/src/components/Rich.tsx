import { Fragment, type ReactNode } from 'react';

type Tags = Record<string, (text: string) => ReactNode>;

/**
 * A sentence of the catalogue with marked parts: `Read <help>the help</help>` or `<name/> is yours`.
 * Keeps word order the translator's; unknown marks stay text, so nothing here can become markup.
 */
export function Rich({ text, tags }: { text: string; tags: Tags }) {
  const pattern = /<(\w+)>(.*?)<\/\1>|<(\w+)\/>/g;
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, paired, inner = '', single] = match;
    const render = tags[paired ?? single ?? ''];
    if (!render) continue;
    parts.push(text.slice(end, match.index), <Fragment key={match.index}>{render(inner)}</Fragment>);
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}
