/** Just enough MIME to read back what we send: unfolded headers, encoded words, two encoded parts. */
export interface ParsedMail {
  /** Names in lower case, in the order they came in. */
  headerNames: string[];
  header(name: string): string | undefined;
  parts: { contentType: string; content: string }[];
}

export function parseMime(message: string): ParsedMail {
  const { headers, body } = split(message);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type')?.[0] ?? '')?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const { headers: own, body: encoded } = split(part.replace(/^\r\n/, '').replace(/\r\n$/, ''));
      const encoding = own.get('content-transfer-encoding')?.[0] ?? '7bit';
      return { contentType: own.get('content-type')?.[0] ?? '', content: decode(encoded, encoding) };
    });
  return {
    headerNames: [...headers].flatMap(([name, values]) => values.map(() => name)),
    header: (name) => headers.get(name.toLowerCase())?.map(decodeWords).join('\n'),
    parts,
  };
}

function split(text: string) {
  const end = text.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const field of text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = field.indexOf(':');
    const name = field.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), field.slice(colon + 1).trim()]);
  }
  return { headers, body: text.slice(end + 4) };
}

function decode(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding === 'quoted-printable') return decodeQuoted(text.replace(/=\r\n/g, ''));
  return text;
}

function decodeQuoted(text: string): string {
  const binary = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(binary, 'latin1').toString();
}

/** RFC 2047, neighbouring words joined before decoding. */
function decodeWords(value: string): string {
  return value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/(?:=\?UTF-8\?[BQ]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)].map(([, kind, text = '']) =>
          kind?.toUpperCase() === 'B'
            ? Buffer.from(text, 'base64')
            : Buffer.from(decodeQuoted(text.replaceAll('_', ' '))),
        ),
      ).toString(),
    );
}
