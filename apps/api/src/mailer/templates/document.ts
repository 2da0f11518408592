import type { Locale } from '@ubuntu-aliases/shared';
import { cleanText, escapeHtml } from './clean-text.ts';
import { wrap } from './wrap.ts';

/**
 * A mail before it is text or HTML. Both are made from the same blocks, so neither says more than the
 * other; and only here is anything escaped.
 */
export interface MailDocument {
  /** The fact. It is the subject and, with a full stop, the first line. */
  fact: Line;
  blocks: Block[];
  /** The one link. */
  link?: { label: string; url: string } | undefined;
  /** Why this mail was sent, in small print. */
  footer?: Line;
}

export type Block =
  { kind: 'paragraph'; line: Line } | { kind: 'list'; items: { line: Line; note?: Line }[] };

export interface MailContent {
  subject: string;
  text: string;
  html: string;
}

/** Our own words are strings; what came from outside is a value. */
export interface Line {
  readonly parts: readonly (string | { readonly value: string })[];
}

/**
 * Words with values in between: `` line`Mail to ${address} goes to ${recipient}.` ``. A string put in is
 * a value from outside, cleaned and set apart; a number or another line is our own.
 */
export function line(words: TemplateStringsArray, ...values: readonly (string | number | Line)[]): Line {
  const parts: Line['parts'][number][] = [];
  words.forEach((word, index) => {
    parts.push(word);
    const value = values[index];
    if (value === undefined) return;
    if (typeof value === 'number') parts.push(String(value));
    else if (typeof value === 'string') parts.push({ value: cleanText(value) });
    else parts.push(...value.parts);
  });
  return { parts };
}

/** A line of our own words, from a table of them. */
export function words(text: string): Line {
  return { parts: [text] };
}

export function paragraph(content: Line): Block {
  return { kind: 'paragraph', line: content };
}

export function list(items: readonly { line: Line; note?: Line }[]): Block {
  return { kind: 'list', items: [...items] };
}

export function renderDocument(document: MailDocument, locale: Locale): MailContent {
  const subject = toText(document.fact);
  const opening = paragraph(line`${document.fact}.`);
  const whole = { ...document, blocks: [opening, ...document.blocks] };
  return { subject, text: renderText(whole), html: renderHtml(whole, subject, locale) };
}

function renderText({ blocks, link, footer }: MailDocument): string {
  const sections = blocks.map((block) =>
    block.kind === 'paragraph'
      ? wrap(toText(block.line))
      : block.items
          .map(({ line: item, note }) =>
            [wrap(toText(item), '- ', '  '), ...(note ? [wrap(toText(note), '  ')] : [])].join('\n'),
          )
          .join('\n'),
  );
  if (link) sections.push(`${wrap(`${link.label}:`)}\n${link.url}`);
  if (footer) sections.push(wrap(toText(footer)));
  return `${sections.join('\n\n')}\n`;
}

/** In the elements themselves: many readers of mail drop style sheets. */
const STYLES = {
  opening: 'margin: 0 0 1em; font-size: 1.25em; line-height: 1.4',
  // A button in whatever colours links have.
  link: 'display: inline-block; padding: 0.5em 1em; border: 1px solid; border-radius: 2px; text-decoration: none',
  footer: 'margin-top: 2em; opacity: 0.75',
  // Monospace is drawn smaller than the text around it unless told otherwise.
  value: 'font-size: 1em; overflow-wrap: anywhere',
};

/** No colours, so the reader's own, light or dark, apply; no tables, nothing from elsewhere. */
function renderHtml({ blocks, link, footer }: MailDocument, subject: string, locale: Locale): string {
  const sections = blocks.map((block, index) =>
    block.kind === 'paragraph'
      ? `<p${index === 0 ? ` style="${STYLES.opening}"` : ''}>${toHtml(block.line)}</p>`
      : `<ul>\n${block.items
          .map(
            ({ line: item, note }) =>
              `<li>${toHtml(item)}${note ? `<br><small>${toHtml(note)}</small>` : ''}</li>`,
          )
          .join('\n')}\n</ul>`,
  );
  if (link)
    sections.push(
      `<p><a href="${escapeHtml(link.url)}" style="${STYLES.link}">${escapeHtml(link.label)}</a></p>`,
    );
  if (footer) sections.push(`<p style="${STYLES.footer}"><small>${toHtml(footer)}</small></p>`);
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="color-scheme: light dark; max-width: 40em; margin: 0 auto; padding: 1em; font-family: 'Ubuntu Sans', Ubuntu, system-ui, sans-serif; line-height: 1.5">
${sections.join('\n')}
</body>
</html>
`;
}

function toText({ parts }: Line): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.value)).join('');
}

function toHtml({ parts }: Line): string {
  return parts
    .map((part) =>
      typeof part === 'string'
        ? escapeHtml(part)
        : `<code style="${STYLES.value}">${escapeHtml(part.value)}</code>`,
    )
    .join('');
}
