import { reply, type Reply } from '../wire/reply.ts';

/** What a mail server answered: its text is read for nothing but the words that EHLO lists. */
export interface HopReply {
  code: number;
  enhanced: string | null;
  lines: string[];
}

const LINE = /^([2-5]\d\d)([ -]|$)(.*)$/s;
const ENHANCED = /^([245])\.(\d{1,3})\.(\d{1,3})(?=\s|$)/;

/** One line of an answer; null when it is none. */
export function parseReplyLine(line: string): { code: number; isLast: boolean; text: string } | null {
  const [, code, mark, text] = LINE.exec(line) ?? [];
  return code === undefined ? null : { code: Number(code), isLast: mark !== '-', text: text ?? '' };
}

/** The enhanced code, when it is of the class of the answer. */
export function enhancedOf(code: number, text: string): string | null {
  const found = ENHANCED.exec(text);
  return found && found[1] === String(code)[0] ? found[0] : null;
}

/** These speak of us and not of the mail: closing down, and everything about signing in. */
const ABOUT_US = new Set([421, 530, 534, 535, 538]);

/** What our client hears: class and enhanced code of the answer and none of its words, which name the mailbox. */
export function passOn(answer: HopReply, host: string): Reply {
  return { ...inOurWords(answer), host };
}

function inOurWords({ code, enhanced }: HopReply): Reply {
  if (code < 400) return reply(250, enhanced ?? '2.0.0', 'Taken by the mail server of the recipient');
  if (ABOUT_US.has(code)) {
    return reply(451, '4.3.0', 'The mail server of the recipient is not ready, try again later');
  }
  return code < 500
    ? reply(code, enhanced ?? '4.0.0', 'The mail server of the recipient asks to try again later')
    : reply(code, enhanced ?? '5.0.0', 'The mail server of the recipient refused the mail');
}
