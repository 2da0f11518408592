import { simpleParser, type ParsedMail } from 'mailparser';

export interface CaughtMail {
  id: string;
  /** Whom the envelope named: where it really went. */
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string | null;
  /** Lower-case names; what came several times is joined with line feeds. */
  headers: Record<string, string>;
  at: string;
}

export interface MailStore {
  add(envelope: { from: string; to: string[] }, raw: Buffer): Promise<CaughtMail>;
  /** Newest first. `to`: a whole address, or a part of one. */
  list(to?: string): CaughtMail[];
  find(id: string): CaughtMail | null;
  raw(id: string): Buffer | null;
  clear(): void;
}

const countLimit = 500;
/** 500 mails of 25 MB would not fit anywhere. */
const sizeLimit = 256 * 1024 * 1024;

function headersOf(parsed: ParsedMail): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const { key, line } of parsed.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
    headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
  }
  return { ...headers };
}

const unreadable = (error: unknown): Partial<ParsedMail> => ({
  text: `This mail cannot be read: ${error instanceof Error ? error.message : String(error)}`,
});

export function createMailStore(): MailStore {
  let mails: { mail: CaughtMail; raw: Buffer }[] = [];
  let size = 0;
  let lastId = 0;

  function makeRoom(): void {
    while (mails.length > countLimit || (size > sizeLimit && mails.length > 1)) {
      size -= mails.shift()?.raw.length ?? 0;
    }
  }

  const isFor = (mail: CaughtMail, to: string): boolean =>
    mail.to.some((address) => {
      const known = address.toLowerCase();
      return to.includes('@') ? known === to : known.includes(to);
    });

  return {
    async add({ from, to }, raw) {
      const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true }).catch(
        unreadable,
      );
      lastId += 1;
      const mail: CaughtMail = {
        id: String(lastId),
        to,
        from,
        subject: parsed.subject ?? '',
        text: parsed.text ?? '',
        html: parsed.html || null,
        headers: parsed.headerLines ? headersOf(parsed as ParsedMail) : {},
        at: new Date().toISOString(),
      };
      mails.push({ mail, raw });
      size += raw.length;
      makeRoom();
      return mail;
    },
    list(to = '') {
      const newestFirst = mails.map(({ mail }) => mail).reverse();
      return to === '' ? newestFirst : newestFirst.filter((mail) => isFor(mail, to.trim().toLowerCase()));
    },
    find: (id) => mails.find(({ mail }) => mail.id === id)?.mail ?? null,
    raw: (id) => mails.find(({ mail }) => mail.id === id)?.raw ?? null,
    clear() {
      mails = [];
      size = 0;
    },
  };
}
