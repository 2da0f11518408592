/** Room for any address with words around it; what is longer is no name. */
const MAX_LENGTH = 320;

/**
 * Makes a text from outside harmless in one line of a mail: no line breaks or control characters, and
 * nothing invisible that could reorder or hide what the reader sees (bidi controls, zero-width
 * characters, tags; Unicode TR 36 §2.5). The joiners stay, since some scripts and emoji need them.
 */
export function cleanText(text: string, maxLength = MAX_LENGTH): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}--[\u200c\u200d]]/gv, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join('')}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for quoted attribute values. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
