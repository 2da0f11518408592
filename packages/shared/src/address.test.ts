import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  ADDRESS_MAX,
  formatMailbox,
  isLocalPart,
  isReservedLocalPart,
  localPartOf,
  maskAddress,
  normaliseDomain,
  parseMailbox,
} from './address.ts';

const LONGEST = 'a'.repeat(64);
/** Pieces out of which nearly-right names and addresses are made; random text alone never is. */
const piece = fc.constantFrom(
  ...['a', 'Z', '0', '.', '..', '-', '+', '_', '=', '@', ' ', 'srs0', 'srs1', '…', 'é', 'K', 'ſ', 'İ', '．', '。'],
  ...['\u0000', '\n', '\t', '\u00ad', '\u200b', '"', '\\', '(', '<', '[', '%41', 'ubuntu', 'com', 'xn--', '😀', '\ud800'],
); // prettier-ignore
/** Any UTF-16 at all, broken pairs included. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
const almost = fc.oneof(
  anyText,
  fc.array(piece, { maxLength: 12 }).map((p) => p.join('')),
);

describe('localPartOf', () => {
  test.each([
    'mira', 'm', '0x', 'a.b', 'a.b.c', 'grace', 'grace+work', 'a-b', 'x-', 'x+', 'x++', 'a+b+c', 'a-.b', LONGEST,
    // Near to what is reserved, and not it.
    'roots', 'rootbeer', 'admin1', 'srs', 'srs0', 'srs1', 'srs2-x', 'srs0x', 'srs0.x', 'xsrs0-y',
  ])('%s is its own local part', (name) => {
    expect(localPartOf(name)).toEqual({ ok: true, localPart: name });
  }); // prettier-ignore

  test.each([
    ['', 'not_a_name'], ['Mira', 'not_a_name'], ['.mira', 'not_a_name'], ['-mira', 'not_a_name'],
    ['+mira', 'not_a_name'], ['mi ra', 'not_a_name'], ['mira\n', 'not_a_name'], ['mira\u0000', 'not_a_name'],
    ['mira@example', 'not_a_name'], ['mïra', 'not_a_name'], ['ｍira', 'not_a_name'], ['kira\u212a', 'not_a_name'],
    ['mi_ra', 'not_a_name'], ['"mira"', 'not_a_name'],
    ['dot.', 'not_dot_atom'], ['a..b', 'not_dot_atom'], ['a..', 'not_dot_atom'], ['a+..', 'not_dot_atom'],
    [`${LONGEST}a`, 'too_long'], ['a'.repeat(10_000), 'too_long'],
  ])('%j is alias.name_invalid: %s', (name, problem) => {
    expect(localPartOf(name)).toEqual({ ok: false, code: 'alias.name_invalid', problem });
  }); // prettier-ignore

  test.each([
    ['root', 'reserved'], ['postmaster', 'reserved'], ['abuse', 'reserved'], ['mailer-daemon', 'reserved'],
    ['www', 'reserved'], ['admin', 'reserved'], ['security', 'reserved'], ['hostmaster', 'reserved'],
    ['srs0-abc', 'srs_lookalike'], ['srs0+abc', 'srs_lookalike'], ['srs1-x', 'srs_lookalike'], ['srs1+x', 'srs_lookalike'],
  ])('%s is alias.name_reserved: %s', (name, problem) => {
    expect(localPartOf(name)).toEqual({ ok: false, code: 'alias.name_reserved', problem });
  }); // prettier-ignore

  it('gives only the name itself, and only what the store takes and nobody reserved', () => {
    fc.assert(
      fc.property(almost, (name) => {
        const result = localPartOf(name);
        if (!result.ok) return;
        expect(result.localPart).toBe(name);
        expect(isLocalPart(name)).toBe(true);
        expect(isReservedLocalPart(name)).toBe(false);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(64);
        expect(parseMailbox(`${name}@example.org`)).toEqual({ localPart: name, domain: 'example.org' });
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes every dot-atom that Launchpad can give', () => {
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9+-]{0,20}(\.[a-z0-9+-]{1,20}){0,2}$/);
    fc.assert(fc.property(name, (text) => localPartOf(text).ok !== isReservedLocalPart(text)));
  });
});

describe('isLocalPart', () => {
  test.each([['grace', true], ['grace+work', true], ["o'neil", true], ['a_b', true], [LONGEST, true],
    [`${LONGEST}a`, false], ['', false], ['Grace', false], ['.a', false], ['a.', false], ['a..b', false], ['a b', false],
    ['a@b', false], ['"a"', false], ['é', false], ['a\n', false], ['srs0=x', false], ['srs1+x', false], ['srs0', true],
  ] as const)('%j: %s', (text, expected) => {
    expect(isLocalPart(text)).toBe(expected);
  }); // prettier-ignore
});

describe('normaliseDomain', () => {
  test.each([
    ['ubuntu.com', 'ubuntu.com'], ['UBUNTU.com', 'ubuntu.com'], [' ubuntu.com ', 'ubuntu.com'],
    ['ubuntu.com.', 'ubuntu.com'], ['ubuntu.com．', 'ubuntu.com'], ['ubuntu.com。', 'ubuntu.com'], ['ubuntu.com｡', 'ubuntu.com'],
    ['ubuntu．com', 'ubuntu.com'], ['ubuntu。com', 'ubuntu.com'], ['ubuntu｡com', 'ubuntu.com'],
    ['ｕｂｕｎｔｕ.com', 'ubuntu.com'], ['𝓾buntu.com', 'ubuntu.com'], ['u\u00adbuntu.com', 'ubuntu.com'],
    ['bücher.example', 'xn--bcher-kva.example'], ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['한국.kr', 'xn--3e0b707e.kr'], ['a.b', 'a.b'], ['mail.ubuntu.com', 'mail.ubuntu.com'],
    [`${'a'.repeat(63)}.org`, `${'a'.repeat(63)}.org`],
  ])('%j is %s', (text, expected) => {
    expect(normaliseDomain(text)).toBe(expected);
  }); // prettier-ignore

  test.each([
    '', ' ', '.', 'localhost', 'com', 'ubuntu..com', '.ubuntu.com', 'ubuntu.com..', '-a.org', 'a-.org', 'a_b.org',
    '127.0.0.1', '127.1', '0x7f.1', '2130706433', '0177.0.0.1', '[::1]', '[127.0.0.1]', '::1', '1.2.3.4.',
    'ubuntu.com:25', 'ubuntu.com/x', 'ubuntu.com?x', 'ubuntu.com#x', 'x@ubuntu.com', 'ubuntu%2ecom', '%75buntu.com',
    'ubu ntu.com', 'ubuntu\n.com', 'ubuntu\t.com', 'ubuntu\u0000.com', 'ubuntu\\.com', 'xn--.com',
    `${'a'.repeat(64)}.org`, `${'a.'.repeat(127)}org`,
  ])('%j is none', (text) => {
    expect(normaliseDomain(text)).toBeNull();
  }); // prettier-ignore

  it('gives ASCII host names of at most 253 octets, and the same again for its own answer', () => {
    const text = fc.oneof(
      almost,
      fc.tuple(almost, almost).map((labels) => labels.join('.')),
      fc.domain(),
    );
    fc.assert(
      fc.property(text, (domain) => {
        const ascii = normaliseDomain(domain);
        if (ascii === null) return;
        expect(ascii).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
        expect(ascii.length).toBeLessThanOrEqual(253);
        expect(normaliseDomain(ascii)).toBe(ascii);
      }),
      { numRuns: 1_000 },
    );
  });

  it('sees through every spelling', () => {
    const dot = fc.constantFrom('.', '．', '。', '｡');
    const fullWidth = (text: string) =>
      text.replace(/[a-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    const shape = fc.constantFrom(
      (t: string) => t,
      (t: string) => t.toUpperCase(),
      fullWidth,
    );
    fc.assert(
      fc.property(
        fc.domain(),
        shape,
        dot,
        fc.constantFrom('', '.', '．', '。'),
        (domain, change, between, end) => {
          const spelt = domain.split('.').map(change).join(between) + end;
          expect(normaliseDomain(spelt)).toBe(normaliseDomain(domain));
        },
      ),
    );
  });
});

describe('parseMailbox', () => {
  test.each([
    ['mira@example.org', 'mira@example.org'], ['Mira@Example.ORG', 'Mira@example.org'], [' mira@example.org\n', 'mira@example.org'],
    ['mira+x@example.org', 'mira+x@example.org'], ["o'neil@example.org", "o'neil@example.org"],
    ['mira@bücher.example.', 'mira@xn--bcher-kva.example'], [`${LONGEST}@example.org`, `${LONGEST}@example.org`],
    ['SRS0=x@example.org', 'SRS0=x@example.org'],
  ])('%j is %s', (text, expected) => {
    const mailbox = parseMailbox(text);
    expect(mailbox && formatMailbox(mailbox)).toBe(expected);
  }); // prettier-ignore

  test.each([
    '', '@', 'mira', '@example.org', 'mira@', 'mira@localhost', 'mira@[127.0.0.1]', 'mira@127.0.0.1', 'mira@[IPv6:::1]',
    '"mira"@example.org', '"mi ra"@example.org', 'a@b@example.org', '.a@example.org', 'a.@example.org', 'a..b@example.org',
    'mi ra@example.org', 'mira@exa mple.org', 'mira\u0000@example.org', 'mira@example.org\u0000', 'mi\nra@example.org',
    'mira@example.org\r\nBcc: x@example.org', '<mira@example.org>', 'Mira <mira@example.org>', 'a@x.org,b@x.org',
    'mïra@example.org', 'ｍira@example.org', '\u212aate@example.org', 'me\u017f\u017f@example.org', '(c)mira@example.org',
    `${LONGEST}a@example.org`, `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.org`,
    // Short as it is written, too long for an envelope in its ASCII form.
    `mira@${Array.from({ length: 22 }, () => '한국').join('.')}.${'b'.repeat(60)}`,
    `${LONGEST}@${Array.from({ length: 16 }, () => '한국').join('.')}.kr`,
  ])('%j is none', (text) => {
    expect(parseMailbox(text)).toBeNull();
  }); // prettier-ignore

  it('gives what fits an envelope: ASCII, 254 octets, one at-sign; and reads its own answer back', () => {
    const text = fc.oneof(almost, fc.tuple(almost, almost).map((p) => p.join('@')), fc.emailAddress(),
      fc.tuple(almost, fc.domain()).map((p) => p.join('@')),
      fc.tuple(fc.constant('mira'), almost, fc.constantFrom('org', 'kr')).map(([a, b, c]) => `${a}@${b}.${c}`)); // prettier-ignore
    fc.assert(
      fc.property(text, (given) => {
        const mailbox = parseMailbox(given);
        if (mailbox === null) return;
        const address = formatMailbox(mailbox);
        expect(address).toMatch(/^[\x21-\x7e]+$/);
        expect(address.split('@')).toHaveLength(2);
        expect(address.length).toBeLessThanOrEqual(ADDRESS_MAX);
        expect(parseMailbox(address)).toEqual(mailbox);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('maskAddress', () => {
  test.each([
    ['mira@example.org', 'm…@example.org'], ['m@example.org', 'm…@example.org'], ['😀x@example.org', '😀…@example.org'],
    ['a@b@example.org', 'a…@example.org'], ['', '…'], ['mira', '…'], ['@example.org', '…'],
  ])('%j becomes %s', (address, expected) => {
    expect(maskAddress(address)).toBe(expected);
  }); // prettier-ignore

  it('shows one character of the local part', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,20}$/), fc.domain(), (local, domain) => {
        expect(maskAddress(`${local}@${domain}`)).toBe(`${local.slice(0, 1)}…@${domain}`);
      }),
    );
  });
});
