import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSrs } from './srs.ts';

const srs = createSrs(['correct horse battery staple']);
const now = new Date('2026-11-24T13:25:04Z');
const day = 24 * 60 * 60 * 1000;

/** What Debian's postsrsd 1.10 made of them that day, with the same secret and the domain ubuntu.com. */
const RECORDED = [
  ['ada@example.org', 'SRS0=jMSZ=JN=example.org=ada@ubuntu.com'],
  ['Ada.Lovelace+x@Example.ORG', 'SRS0=8pIP=JN=Example.ORG=Ada.Lovelace+x@ubuntu.com'],
  ['a=b@example.org', 'SRS0=FxAT=JN=example.org=a=b@ubuntu.com'],
  ['SRS0=AbCd=XY=example.org=bob@fwd.example', 'SRS1=DXbm=fwd.example==AbCd=XY=example.org=bob@ubuntu.com'],
  ['SRS0+AbCd=XY=example.org=bob@fwd.example', 'SRS1=mKNV=fwd.example=+AbCd=XY=example.org=bob@ubuntu.com'],
] as const;
const localPart = (address: string) => address.slice(0, address.lastIndexOf('@'));

describe('as postsrsd', () => {
  it.each(RECORDED)('%s', (sender, rewritten) => {
    expect(srs.forward(sender, 'ubuntu.com', now)).toBe(rewritten);
    expect(srs.reverse(localPart(rewritten), now)).toEqual({ ok: true, address: sender });
  });
  it('a third forwarder takes the place of the second', () => {
    const second = 'SRS1=zzzz=first.example==AbCd=XY=example.org=bob@second.example';
    const ours = srs.forward(second, 'ubuntu.com', now);
    expect(ours).toBe('SRS1=18zC=first.example==AbCd=XY=example.org=bob@ubuntu.com');
    expect(srs.reverse(localPart(ours), now)).toEqual({
      ok: true,
      address: 'SRS0=AbCd=XY=example.org=bob@first.example',
    });
  });
});

it('any sender comes back, in lower or upper case too', () => {
  const name = fc.stringMatching(/^[a-z0-9!#$%&'*/?^_`{|}~+=.-]{1,40}$/);
  const host = fc.stringMatching(/^[a-z0-9-]{1,20}\.[a-z]{2,8}$/);
  fc.assert(
    fc.property(name, host, fc.integer({ min: 0, max: 21 }), (local, domain, age) => {
      fc.pre(!/^srs[01]/.test(local));
      const made = localPart(srs.forward(`${local}@${domain}`, 'x.example', now));
      const later = new Date(now.getTime() + age * day);
      for (const given of [made, made.toLowerCase(), made.toUpperCase()]) {
        const back = srs.reverse(given, later);
        expect(back.ok && back.address.toLowerCase()).toBe(`${local}@${domain}`);
      }
    }),
  );
});

it('ends after 21 days, and a clock a day ahead is no forgery', () => {
  const made = localPart(srs.forward('ada@example.org', 'x.example', now));
  const at = (days: number) => srs.reverse(made, new Date(now.getTime() + days * day));
  expect(at(21).ok).toBe(true);
  expect(at(22)).toEqual({ ok: false, problem: 'expired' });
  expect(at(-1).ok).toBe(true);
  expect(at(-2)).toEqual({ ok: false, problem: 'expired' });
});

it('the first secret signs, all verify, and no other', () => {
  const made = localPart(srs.forward('ada@example.org', 'x.example', now));
  expect(createSrs(['a newer one', 'correct horse battery staple']).reverse(made, now).ok).toBe(true);
  expect(createSrs(['a newer one']).reverse(made, now)).toEqual({ ok: false, problem: 'forged' });
});

it.each(['srs0=', 'SRS0=jMSZ=JN=example.org', 'SRS0=jMSZ=JN=example.org=eve', 'SRS0=jMSY=JN=example.org=ada', 'SRS1=a=b', 'SRS0==JN=example.org=ada', 'SRS0=jMSé=JN=example.org=ada', 'srs0-quill'])(
  'forged: %s',
  (text) => expect(srs.reverse(text, now)).toEqual({ ok: false, problem: 'forged' }),
); // prettier-ignore

it('the null sender stays null', () => expect(srs.forward('', 'x.example', now)).toBe(''));
