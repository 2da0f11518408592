import { LOCALES } from '@ubuntu-aliases/shared';
import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { buildMessage, readMailSender, type OutgoingMail } from './message.ts';
import { renderMail } from './templates/index.ts';
import { everyMail } from './testing/every-mail.ts';
import { SENDER } from './testing/mail-doubles.ts';
import { parseMime } from './testing/parse-mime.ts';
import { cleanText } from './templates/clean-text.ts';

const ID = '01976d0f-8f5e-7c3a-9b1e-0123456789ab';

function aMail(overrides: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    id: ID,
    to: 'mira@example.org',
    locale: 'en',
    content: { subject: 'Subject', text: 'Text.\n', html: '<p>HTML.</p>\n' },
    date: new Date('2030-01-02T03:04:05Z'),
    ...overrides,
  };
}

async function rendered(mail: OutgoingMail, sender = SENDER) {
  const message = buildMessage(mail, sender);
  const info = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(
    message,
  );
  return { envelope: info.envelope, raw: String(info.message), ...parseMime(String(info.message)) };
}

const HEADERS = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-auto-response-suppress',
];

describe('buildMessage', () => {
  it('has the headers of an automatic mail', async () => {
    const { header, headerNames, envelope } = await rendered(aMail());
    expect(headerNames.toSorted()).toEqual(HEADERS);
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('x-auto-response-suppress')).toBe('All');
    expect(header('content-language')).toBe('en');
    expect(header('from')).toBe('Ubuntu addresses <aliases@ubuntu.test>');
    expect(header('to')).toBe('mira@example.org');
    expect(header('date')).toBe('Wed, 02 Jan 2030 03:04:05 +0000');
    expect(envelope).toEqual({ from: 'aliases@ubuntu.test', to: ['mira@example.org'] });
  });

  it.each(LOCALES)('carries text and HTML in any script (%s)', async (locale) => {
    const content = { subject: '주소가 준비되었습니다 – ✓', text: '본문 ✓\n', html: '<p>본문 ✓</p>\n' };
    const { header, parts, raw } = await rendered(aMail({ locale, content }));
    expect(header('subject')).toBe(content.subject);
    expect(header('content-type')).toMatch(/^multipart\/alternative;/);
    expect(parts.map(({ contentType }) => contentType)).toEqual([
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
    ]);
    expect(parts.map(({ content: part }) => part.replaceAll('\r\n', '\n').trim())).toEqual([
      '본문 ✓',
      '<p>본문 ✓</p>',
    ]);
    expect(raw).toMatch(/^[\x20-\x7e\r\n\t]*$/);
  });

  it.each(LOCALES)('carries every mail there is as it was written (%s)', async (locale) => {
    for (const mail of everyMail('mira@kubuntu.org')) {
      const content = renderMail(mail, locale);
      const { header, headerNames, parts, raw } = await rendered(aMail({ locale, content }));
      // None of them is a list that one could leave, so none says List-Unsubscribe.
      expect(headerNames.toSorted(), mail.template).toEqual(HEADERS);
      expect(header('subject')).toBe(content.subject);
      expect(parts.map((part) => part.content.replaceAll('\r\n', '\n').trimEnd())).toEqual([
        content.text.trimEnd(),
        content.html.trimEnd(),
      ]);
      // Lines that no server on the way has to break, which would break a signature with it (RFC 5322 §2.1.1).
      for (const line of raw.split('\r\n')) expect(line).toMatch(/^[\x20-\x7e\t]{0,998}$/);
    }
  });

  it('has the same Message-ID each time, and another for another row', async () => {
    const first = await rendered(aMail());
    const again = await rendered(aMail({ date: new Date() }));
    const other = await rendered(aMail({ id: '2' }));
    expect(first.header('message-id')).toBe(`<outbox-${ID}@my.ubuntu.test>`);
    expect(again.header('message-id')).toBe(first.header('message-id'));
    expect(other.header('message-id')).toBe('<outbox-2@my.ubuntu.test>');
  });

  it.each([
    'no address',
    '',
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '<a@example.org>',
    'a@localhost@example.org\n',
    'a\r\n@localhost',
  ])('refuses to write to %j', (to) => {
    expect(() => buildMessage(aMail({ to }), SENDER)).toThrow(
      expect.objectContaining({ code: 'mail.undeliverable' }),
    );
  });

  it.each(['', 'a b', '1>\r\nBcc: x', 'a@b'])('refuses %j as an id', (id) => {
    expect(() => buildMessage(aMail({ id }), SENDER)).toThrow(TypeError);
  });

  it('lets no subject and no sender name make a header', async () => {
    const nasty = fc.string({ unit: 'binary' }).map((text) => `a\r\nBcc: eve@example.org\r\n\r\n${text}`);
    await fc.assert(
      fc.asyncProperty(nasty, fc.constantFrom(...LOCALES), async (text, locale) => {
        const content = { ...aMail().content, subject: text };
        const { header, headerNames, envelope } = await rendered(aMail({ content, locale }), {
          ...SENDER,
          name: cleanText(text),
        });
        expect(headerNames.toSorted()).toEqual(HEADERS);
        expect(header('subject')).not.toMatch(/[\r\n]/);
        expect(envelope.to).toEqual(['mira@example.org']);
      }),
      { numRuns: 30 },
    );
  });
});

describe('readMailSender', () => {
  it.each([
    [
      'aliases@ubuntu.com',
      'http://localhost:3000',
      { name: '', address: 'aliases@ubuntu.com', messageIdHost: 'ubuntu.com' },
    ],
    ['"A, B" <a@b.test>', 'https://x.test', { name: 'A, B', address: 'a@b.test', messageIdHost: 'x.test' }],
    ['a@localhost', 'http://127.0.0.1:3000', { address: 'a@localhost', messageIdHost: 'localhost' }],
  ])('%s at %s', (mailFrom, publicUrl, expected) => {
    expect(readMailSender(mailFrom, publicUrl)).toMatchObject(expected);
  });

  it.each(['', 'nobody', 'a@b.test, c@d.test', 'team: a@b.test;', 'A <a@b.test>\r\nBcc: c@d.test'])(
    'refuses %j',
    (mailFrom) => {
      expect(() => readMailSender(mailFrom, 'https://x.test')).toThrow(TypeError);
    },
  );
});
