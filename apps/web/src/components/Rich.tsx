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
    const after = match.index + whole.length;
    // A full stop does not begin a line.
    const [stop = ''] = /^[.,:;?)]+/.exec(text.slice(after)) ?? [];
    parts.push(
      text.slice(end, match.index),
      stop ? (
        <span key={match.index} className="together">
          {render(inner)}
          {stop}
        </span>
      ) : (
        <Fragment key={match.index}>{render(inner)}</Fragment>
      ),
    );
    end = after + stop.length;
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}
