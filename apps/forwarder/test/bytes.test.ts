import { describe, expect, it } from 'vitest';
import { connect } from './support/client.ts';
import { useWorld } from './support/world.ts';

/** What arrives is what leaves, but for the headers that we add in front. */

const world = useWorld();

async function send(bytes: Buffer): Promise<string> {
  const client = await connect(world.smtp);
  await client.open('ada@sender.example', 'mira@alias.example');
  const answer = await client.send(bytes);
  // Whatever else it may answer has been answered by then.
  await client.say('QUIT');
  return answer;
}

const stuff = (text: string) => text.replace(/^\./gm, '..');
const unstuff = (text: string) => text.replace(/^\.\./gm, '.');
/** Our header in front is one, of three lines. */
const withoutOurs = (raw: string) => raw.replace(/^Received: .*\r\n(?:\t.*\r\n)+/, '');

const head = 'From: ada@sender.example\r\nSubject: x\r\n\r\n';
describe('byte for byte', () => {
  it.each([
    ['dots at the start of lines', `${head}.\r\n..\r\n...\r\n.x\r\n x.\r\n.\r\n`],
    ['a dot at the very start', '.\r\n\r\n.\r\n'],
    ['nothing at all', ''],
    ['no body', 'Subject: x\r\n'],
    ['one empty line', '\r\n'],
    ['lines of 2,000 and 70,000 bytes', `${head}${'x'.repeat(2000)}\r\n${'y'.repeat(70_000)}\r\n`],
    ['white space at the end of lines', `${head}a \r\n\t\r\n \r\n\r\n\r\n`],
    ['8-bit text in three encodings', `${head}Gr\xfc\xdfe \xc3\xa9 \xa4\xa2\r\n`],
    ['NUL and other control characters', `${head}\0\x01\x7f\x1b[2J\r\n`],
    ['odd headers', `X:y\r\nX : y\r\nSubject:\r\n folded\r\n\tand more\r\nnot a header\r\n\r\nx\r\n`],
    ['MIME in MIME', `Content-Type: multipart/mixed; boundary=.\r\n\r\n--.\r\n\r\n.\r\n--.--\r\n`],
  ])('%s', async (_, text) => {
    const wire = Buffer.from(`${stuff(text)}.\r\n`, 'latin1');
    expect(await send(wire)).toMatch(/^250 /);
    expect(unstuff(withoutOurs(world.hop.taken[0]?.raw ?? ''))).toBe(text);
  });

  it('whatever the packets', async () => {
    const text = `${head}.\r\n..x\r\ny\r\n`;
    const wire = `${stuff(text)}.\r\n`;
    const client = await connect(world.smtp);
    await client.open('ada@sender.example', 'mira@alias.example');
    await client.say('DATA');
    for (const byte of wire) {
      client.write(byte);
      await new Promise(setImmediate);
    }
    expect(await client.answer()).toMatch(/^250 /);
    expect(unstuff(withoutOurs(world.hop.taken[0]?.raw ?? ''))).toBe(text);
    client.destroy();
  });
});

describe('a bare LF or CR never ends a message early and is never passed on', () => {
  const ends = ['\r\n', '\n', '\r', '\n\r', '\r\r\n', '\n\n', '\r\r'];
  const combinations = ends
    .flatMap((before) => ends.map((after) => [before, after] as const))
    .filter(([before, after]) => before !== '\r\n' || after !== '\r\n');

  it.each(combinations)('%j dot %j', async (before, after) => {
    const smuggled = `${before}.${after}MAIL FROM:<eve@evil.example>\r\nRCPT TO:<ben@alias.example>\r\nDATA\r\n`;
    const answer = await send(Buffer.from(`${head}text${smuggled}evil\r\n.\r\n`));
    expect(answer).toMatch(/^550 5\.5\.2 /);
    expect(world.hop.taken).toEqual([]);
    expect(world.hop.commands.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<mira@home.example>',
    ]);
  });
});
