import { html, type Html } from '../http/html.ts';

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Text with its web addresses as links, since the frame of the HTML part lets nobody out. */
export function withLinks(text: string): Html {
  const parts: (string | Html)[] = [];
  let from = 0;
  for (const { 0: url, index } of text.matchAll(address)) {
    parts.push(text.slice(from, index), html`<a href="${url}" rel="noreferrer noopener">${url}</a>`);
    from = index + url.length;
  }
  parts.push(text.slice(from));
  return html`${parts}`;
}
