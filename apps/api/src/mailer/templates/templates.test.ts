import { APP_ERROR_CODES, LOCALES, type Locale } from '@ubuntu-aliases/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailContent } from './document.ts';
import { renderMail, toStoredMail, type MailTemplate, type MailTemplateName } from './index.ts';
import { everyMail, URL_OF_OURS } from '../testing/every-mail.ts';
import { columns, MAX_COLUMNS } from './wrap.ts';

const everyName: Record<MailTemplateName, true> = {
  'addresses-ready': true,
  'address-created': true,
  problems: true,
  'address-restored': true,
  'roles-changed': true,
  'address-held': true,
  'address-unheld': true,
  'claim-address': true,
  'address-grace': true,
  'address-suspended': true,
  'addresses-removed': true,
  'recipient-confirm': true,
  'recipient-asked': true,
  'recipient-changed': true,
  'recipient-removed': true,
  'recipient-failing': true,
  'test-message': true,
  'export-ready': true,
};

const cases = LOCALES.flatMap((locale) =>
  everyMail('mira@kubuntu.org').map((mail, index) => ({ locale, mail, name: `${mail.template} #${index}` })),
);

const tagsOf = ({ html }: MailContent) => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/\s.*/s, ''));

it('covers every template', () => {
  expect([...new Set(cases.map(({ mail }) => mail.template))].toSorted()).toEqual(
    Object.keys(everyName).toSorted(),
  );
});

describe.each(cases)('$name in $locale', ({ mail, locale }) => {
  const content = renderMail(mail, locale);

  it('opens with the fact of its subject', () => {
    const opening = content.text.split('\n\n')[0]?.replaceAll('\n', ' ');
    expect(opening).toBe(`${content.subject}.`);
  });

  it('has one link, the same in both forms, and loads nothing', () => {
    expect(content.html.match(/<a /g)).toHaveLength(1);
    expect(content.html).toContain(`<a href="${URL_OF_OURS}" style=`);
    expect(content.text.match(/https?:/g)).toHaveLength(1);
    expect(content.text).toContain(`\n${URL_OF_OURS}\n`);
    expect(content.html).not.toMatch(/<(?:img|link|script|style|table|iframe)|url\(|src=/);
  });

  it('says its language, leaves the colours to the reader', () => {
    expect(content.html).toContain(`<html lang="${locale}">`);
    expect(content.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(content.html).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|background/i);
    expect(/\p{Script=Hangul}/u.test(content.text)).toBe(locale === 'ko');
  });

  it('says the same in text and HTML', () => {
    const body = content.html.slice(content.html.indexOf('<body'));
    const visible = (text: string) => text.replace(/[\s:-]/g, '');
    const html = visible(body.replace(/<[^>]*>/g, ''));
    expect(html).toBe(visible(content.text.replace(URL_OF_OURS, '')));
  });

  it('fits a narrow screen', () => {
    for (const line of content.text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(MAX_COLUMNS);
  });

  it('survives being stored', () => {
    const stored: unknown = JSON.parse(JSON.stringify(toStoredMail(mail)));
    expect(stored).toEqual(mail);
    expect(renderMail(stored as { template: string; params: unknown }, locale)).toEqual(content);
  });
});

describe('subjects', () => {
  const item = { code: 'member.coc_unsigned', domain: 'kubuntu.org', count: 1, who: 'mira', isNew: true };
  const old = { ...item, isNew: false };
  const ready = { address: 'mira@kubuntu.org', recipient: 'mira@example.org' };
  const problemsOf = (items: (typeof item)[]): MailTemplate => ({
    template: 'problems',
    params: { items, errorsUrl: URL_OF_OURS },
  });
  it.each<[MailTemplate, Record<Locale, string>]>([
    [
      { template: 'addresses-ready', params: { addresses: [ready], dashboardUrl: URL_OF_OURS } },
      { en: 'Your address mira@kubuntu.org is ready', ko: 'mira@kubuntu.org 주소가 준비되었습니다' },
    ],
    [
      { template: 'addresses-ready', params: { addresses: [ready, ready], dashboardUrl: URL_OF_OURS } },
      { en: 'Your 2 addresses are ready', ko: '주소 2개가 준비되었습니다' },
    ],
    [
      problemsOf([item]),
      {
        en: '1 new problem: Code of Conduct not signed (kubuntu.org)',
        ko: '새 문제 1건: Code of Conduct에 서명하지 않음 (kubuntu.org)',
      },
    ],
    [
      problemsOf([item, item, item, old]),
      { en: '3 new problems on the error log', ko: '오류 기록에 새 문제 3건이 있습니다' },
    ],
    [
      problemsOf([old]),
      {
        en: 'Still a problem: Code of Conduct not signed (kubuntu.org)',
        ko: '아직 해결되지 않은 문제: Code of Conduct에 서명하지 않음 (kubuntu.org)',
      },
    ],
    [
      problemsOf([old, old]),
      { en: '2 problems are still on the error log', ko: '오류 기록에 해결되지 않은 문제 2건이 있습니다' },
    ],
  ])('%j', (mail, expected) => {
    for (const locale of LOCALES) expect(renderMail(mail, locale).subject).toBe(expected[locale]);
  });
});

describe('counts', () => {
  const dashboardUrl = URL_OF_OURS;
  const grace = { address: 'mira@kubuntu.org', cause: 'left_team', team: 'x', until: '2026-12-01T00:00:00Z' };
  const graceOf = (daysLeft: number) =>
    ({ template: 'address-grace', params: { ...grace, daysLeft, dashboardUrl } }) as MailTemplate;
  const removedOf = (count: number): MailTemplate => ({
    template: 'addresses-removed',
    params: {
      domain: 'kubuntu.org',
      graced: Array.from({ length: count }, (_, index) => `m${index}@kubuntu.org`),
      suspended: [],
      runsUrl: URL_OF_OURS,
    },
  });
  it.each<[MailTemplate, Record<Locale, string>]>([
    [
      graceOf(1),
      { en: 'Your address mira@kubuntu.org ends tomorrow', ko: 'mira@kubuntu.org 주소는 내일 끝납니다' },
    ],
    [
      graceOf(7),
      { en: 'Your address mira@kubuntu.org ends in 7 days', ko: 'mira@kubuntu.org 주소는 7일 뒤에 끝납니다' },
    ],
    [removedOf(1), { en: '1 of the addresses on kubuntu.org ends', ko: 'kubuntu.org 주소 1개가 회수됩니다' }],
    [
      removedOf(1200),
      { en: '1,200 of the addresses on kubuntu.org end', ko: 'kubuntu.org 주소 1,200개가 회수됩니다' },
    ],
  ])('choose a form of the language: %j', (mail, expected) => {
    for (const locale of LOCALES) expect(renderMail(mail, locale).subject).toBe(expected[locale]);
  });
});

describe('problems', () => {
  it.each(APP_ERROR_CODES)('%s has words and a hint of its own in both languages', (code) => {
    const params = {
      items: [{ code, domain: null, count: 1, who: null, isNew: true }],
      errorsUrl: URL_OF_OURS,
    };
    const [en, ko] = LOCALES.map((locale) => renderMail({ template: 'problems', params }, locale));
    expect(en?.subject).toMatch(/^1 new problem: [A-Z]/);
    expect(en?.subject).not.toContain(code === 'internal' ? 'internal' : code);
    expect(ko?.subject).toMatch(/\p{Script=Hangul}/u);
    expect(ko?.subject).not.toBe(en?.subject);
  });

  it('names twenty and counts the rest', () => {
    const item = { code: 'alias.taken', domain: 'ubuntu.com', count: 1, who: 'mira', isNew: true };
    const params = { items: Array.from({ length: 45 }, () => item), errorsUrl: URL_OF_OURS };
    const { text } = renderMail({ template: 'problems', params }, 'en');
    expect(text.match(/^- /gm)).toHaveLength(20);
    expect(text).toContain('And 25 more on the error log.');
  });
});

describe('address-created', () => {
  it('is no member list', () => {
    const addresses = Array.from({ length: 300 }, (_, index) => ({ address: `m${index}@ubuntu.com` }));
    const { text } = renderMail(
      { template: 'address-created', params: { domain: 'ubuntu.com', addresses } },
      'en',
    );
    expect(text.match(/@ubuntu\.com/g)).toHaveLength(20);
    expect(text).toContain('And 280 more.');
    expect(text).not.toContain('http');
  });

  it('stores nothing about the people', () => {
    const address = { address: 'mira@ubuntu.com', recipient: 'mira@example.org' };
    const stored = toStoredMail({
      template: 'address-created',
      params: { domain: 'ubuntu.com', addresses: [address] },
    });
    expect(JSON.stringify(stored)).not.toContain('example.org');
  });
});

describe('what comes from outside', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=1>',
      '</code></title></body>',
      'a\r\nBcc: eve@example.org\r\n\r\n<b>',
      '\u202egro.elpmaxe\u202c',
      '&lt;a&gt;',
      'x'.repeat(5000),
    ),
  );

  it('adds no element, no line to a subject and nothing invisible', () => {
    const plainIn = Object.fromEntries(
      LOCALES.map((locale) => [locale, everyMail('x').map((mail) => tagsOf(renderMail(mail, locale)))]),
    );
    fc.assert(
      fc.property(hostile, fc.constantFrom(...LOCALES), (text, locale) => {
        const plain = plainIn[locale] ?? [];
        everyMail(text).forEach((mail, index) => {
          const content = renderMail(mail, locale);
          expect(tagsOf(content)).toEqual(plain[index]);
          expect(content.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
          const invisible = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[^\P{Cc}\n]/u;
          for (const form of Object.values(content)) expect(form).not.toMatch(invisible);
        });
      }),
      { numRuns: 150 },
    );
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.test', '', 'https://'])(
    'links to nothing like %j',
    (dashboardUrl) => {
      const mail = { template: 'address-restored', params: { address: 'a@b.test', dashboardUrl } };
      expect(() => renderMail(mail, 'en')).toThrow();
    },
  );

  it('escapes a URL', () => {
    const dashboardUrl = 'https://my.ubuntu.test/?a=1&b="><script>';
    const { html } = renderMail(
      { template: 'address-restored', params: { address: 'a@b.test', dashboardUrl } },
      'en',
    );
    expect(html).toContain('<a href="https://my.ubuntu.test/?a=1&amp;b=%22%3E%3Cscript%3E" style=');
  });

  it.each([
    { template: 'no-such-mail', params: {} },
    { template: 'problems', params: { items: [], errorsUrl: URL_OF_OURS } },
    { template: 'address-restored', params: null },
  ])('a row that is no mail is refused: %j', (row) => {
    expect(() => renderMail(row, 'en')).toThrow();
  });
});
