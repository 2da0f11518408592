/** RFC 5322 §2.1.1: lines of a message should have at most 78 characters. */
export const MAX_COLUMNS = 78;

/** Characters that take two columns: Hangul, Han, kana, full-width forms, emoji (Unicode TR 11). */
const WIDE =
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

export function columns(text: string): number {
  let count = 0;
  for (const character of text) count += WIDE.test(character) ? 2 : 1;
  return count;
}

/**
 * Breaks a text at its spaces. An address or URL is never cut, so one that is longer than a line
 * stands on a line of its own.
 *
 * @param first What the first line begins with: `- ` for an item of a list
 * @param rest What the others begin with
 */
export function wrap(text: string, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && columns(line) + 1 + columns(word) > MAX_COLUMNS) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
