import { reply, type Reply } from '../wire/reply.ts';

/** One line of a client, as words (RFC 5321 §4.1). */
export interface Command {
  verb: string;
  rest: string;
}

export function parseCommand(line: string): Command {
  const [, verb = '', rest = ''] = /^\s*([A-Za-z]+)(?:\s+(.*))?\s*$/s.exec(line) ?? [];
  return { verb: verb.toUpperCase(), rest: rest.trim() };
}

export interface MailCommand {
  sender: string;
  is8bit: boolean;
  isUtf8: boolean;
  size: number | null;
}

/** Between the angle brackets: no space, no control character, a source route left out (RFC 5321 §4.1.1.3). */
const PATH = /^(FROM|TO):\s*<(?:@[^:<>]*:)?([^<>\s\p{Cc}]*)>(?:\s+(.*))?$/isu;

const syntax = reply(501, '5.5.4', 'The command is not well formed');
const unknownParameter = reply(555, '5.5.4', 'There is no such parameter here');
const badSender = reply(553, '5.1.7', 'The sender is no address');
const undeclared = reply(553, '5.6.7', 'SMTPUTF8 must be declared for this address');

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

function parsePath(rest: string, wanted: 'FROM' | 'TO'): { path: string; parameters: string[] } | null {
  const [, kind, path, parameters] = PATH.exec(rest) ?? [];
  if (kind?.toUpperCase() !== wanted || path === undefined) return null;
  return { path, parameters: (parameters ?? '').split(/\s+/).filter(Boolean) };
}

export function parseMailCommand(rest: string): MailCommand | Reply {
  const parsed = parsePath(rest, 'FROM');
  if (!parsed) return syntax;
  const command: MailCommand = { sender: parsed.path, is8bit: false, isUtf8: false, size: null };
  for (const parameter of parsed.parameters) {
    const [name = '', value = ''] = parameter.split('=', 2);
    if (/^size$/i.test(name) && /^\d{1,20}$/.test(value)) command.size = Number(value);
    else if (/^body$/i.test(name) && /^(7bit|8bitmime)$/i.test(value)) command.is8bit = value[0] === '8';
    else if (/^smtputf8$/i.test(name) && !parameter.includes('=')) command.isUtf8 = true;
    // Who signed in somewhere before says nothing here.
    else if (!/^auth$/i.test(name)) return unknownParameter;
  }
  if (command.sender !== '' && !/^.+@[^@]+$/.test(command.sender)) return badSender;
  return isAscii(command.sender) || command.isUtf8 ? command : undeclared;
}

export function parseRcptCommand(rest: string, isUtf8: boolean): { path: string } | Reply {
  const parsed = parsePath(rest, 'TO');
  if (!parsed || parsed.path === '') return syntax;
  if (parsed.parameters.length > 0) return unknownParameter;
  return isAscii(parsed.path) || isUtf8 ? { path: parsed.path } : undeclared;
}

/** What a trusted peer says of the client it speaks for (Postfix's XFORWARD); null when it is not well formed. */
export function parseXforward(rest: string): Map<string, string | null> | null {
  const found = new Map<string, string | null>();
  for (const attribute of rest.split(/\s+/).filter(Boolean)) {
    const [, name, coded] = /^([A-Z]+)=(.*)$/i.exec(attribute) ?? [];
    if (name === undefined || coded === undefined) return null;
    const value = coded.replace(/\+([0-9A-F]{2})/gi, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
    if (/\p{Cc}/u.test(value)) return null;
    found.set(name.toUpperCase(), value === '' || value.toUpperCase() === '[UNAVAILABLE]' ? null : value);
  }
  return found.size > 0 ? found : null;
}
