import { expect, it, test } from 'vitest';
import { readImportLine, type ImportRules } from './import-line.ts';

const rules: ImportRules = {
  domains: [
    { id: 'u', name: 'ubuntu.com', retiredAt: null },
    { id: 'r', name: 'retired.test', retiredAt: new Date(0) },
  ],
  ssoUrl: 'https://login.ubuntu.com',
  allowReserved: false,
};
const to = 'mira@example.org';
const id = 'https://login.ubuntu.com/+id/aB3';
const address = { domainId: 'u', localPart: 'mira', recipient: to, identifier: null };

test.each([
  ['plain', ['mira@ubuntu.com', to], address],
  ['any case and blanks', [' MIRA@Ubuntu.COM. ', ' mira@EXAMPLE.org '], address],
  ['an identifier', ['mira@ubuntu.com', to, id], { ...address, identifier: id }],
  ['an empty identifier', ['mira@ubuntu.com', to, ''], address],
  ['a plus and more', ["a.b+c_'d@ubuntu.com", to], { ...address, localPart: "a.b+c_'d" }],
  ['a recipient below a managed domain', ['mira@ubuntu.com', 'a@list.ubuntu.com'], { ...address, recipient: 'a@list.ubuntu.com' }],
])('takes %s', (_, cells, expected) => {
  expect(readImportLine(cells, rules)).toEqual({ ok: true, address: expected });
}); // prettier-ignore

test.each([
  ['line_columns', ['mira@ubuntu.com']],
  ['line_columns', ['mira@ubuntu.com', to, id, '']],
  ['address_invalid', ['', to]],
  ['address_invalid', ['mira', to]],
  ['address_invalid', ['@ubuntu.com', to]],
  ['address_invalid', ['mira@@ubuntu.com', to]],
  ['address_invalid', ['.mira@ubuntu.com', to]],
  ['address_invalid', ['mi ra@ubuntu.com', to]],
  ['address_invalid', ['mira\0@ubuntu.com', to]],
  ['address_invalid', [`${'a'.repeat(65)}@ubuntu.com`, to]],
  // A Kelvin sign is a small k in lower case: never another's address by folding.
  ['address_invalid', ['mı\u212Ara@ubuntu.com', to]],
  ['address_invalid', ['mir\uFFFD@ubuntu.com', to]],
  ['address_srs', ['SRS0=xx=yy=example.org=a@ubuntu.com', to]],
  ['address_reserved', ['Postmaster@ubuntu.com', to]],
  ['domain_unknown', ['mira@example.org', to]],
  ['domain_unknown', ['mira@list.ubuntu.com', to]],
  ['domain_retired', ['mira@retired.test', to]],
  ['recipient_invalid', ['mira@ubuntu.com', '']],
  ['recipient_invalid', ['mira@ubuntu.com', '"a b"@example.org']],
  ['recipient_invalid', ['mira@ubuntu.com', 'a@example.org\r\nBcc: x']],
  ['recipient_invalid', ['mira@ubuntu.com', 'a@example.org, b@example.org']],
  ['recipient_invalid', ['mira@ubuntu.com', '|/bin/sh']],
  ['recipient_loop', ['mira@ubuntu.com', 'other@UBUNTU.com.']],
  ['recipient_loop', ['mira@ubuntu.com', 'other@ｕｂｕｎｔｕ.com']],
  ['recipient_loop', ['mira@ubuntu.com', 'other@retired.test']],
  ['identifier_invalid', ['mira@ubuntu.com', to, 'mira']],
  ['identifier_invalid', ['mira@ubuntu.com', to, 'https://login.ubuntu.com.example.org/+id/aB3']],
  ['identifier_invalid', ['mira@ubuntu.com', to, 'https://login.launchpad.net/+id/aB3']],
  ['identifier_invalid', ['mira@ubuntu.com', to, `${id}?x`]],
])('refuses with %s: %j', (code, cells) => {
  expect(readImportLine(cells, rules)).toEqual({ ok: false, code });
});

it('takes a reserved name when it is told to, and what looks like SRS never', () => {
  const told = { ...rules, allowReserved: true };
  expect(readImportLine(['info@ubuntu.com', to], told)).toMatchObject({ ok: true });
  expect(readImportLine(['srs1+x@ubuntu.com', to], told)).toMatchObject({ code: 'address_srs' });
});
