import { AppError } from '@ubuntu-aliases/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { renderMail } from '../mailer/index.ts';
import { createMemberService, type MemberService } from './members.ts';
import { answer, NOTICES, openScene, signInOf, START, TEAMS, type Scene } from './testing/scene.ts';

const MIRA = 'https://login.ubuntu.com/+id/mira';
const NOAH = 'https://login.ubuntu.com/+id/noah';
const unavailable = (details: Record<string, unknown> = { reason: 'timeout' }) =>
  new AppError('launchpad.unavailable', { details });

let scene: Scene;
let members: MemberService;
beforeAll(async () => void (scene = await openScene()));
beforeEach(async () => {
  await scene.reset();
  const { database, verification, clock } = scene;
  members = createMemberService({ database, verification, notices: NOTICES, clock });
  scene.launchpad.set(MIRA, answer());
});
afterAll(() => scene.close());

const minutesLater = (minutes: number) => {
  scene.time.now = new Date(START.getTime() + minutes * 60_000);
};
const addresses = async () =>
  (
    await scene.query(
      `SELECT a.local_part || '@' || d.name AS address FROM aliases a JOIN domains d ON d.id = a.domain_id ORDER BY 1`,
    )
  ).map((r) => r['address']);
const mails = () =>
  scene.query('SELECT template, to_address, locale, params FROM outbox_mails ORDER BY template, to_address');
const audit = async () =>
  (await scene.query('SELECT action FROM audit_entries ORDER BY action')).map((r) => r['action']);
const errors = () =>
  scene.query('SELECT code, state, severity, count, member_id, details FROM error_entries ORDER BY code');
const member = async (id: string) => (await scene.query('SELECT * FROM members WHERE id = $1', [id]))[0];
/** Everything that a sign-in may write but for the time of it. */
const everything = async () =>
  Promise.all([scene.query('SELECT * FROM aliases ORDER BY id'), scene.query('SELECT * FROM recipients ORDER BY id'), scene.query('SELECT * FROM audit_entries ORDER BY id'),
    scene.query('SELECT * FROM outbox_mails ORDER BY id'), scene.query('SELECT * FROM error_entries ORDER BY id')]); // prettier-ignore

describe('a first sign-in', () => {
  it('gives every address, one mail to the person, one to the admins of each domain, an audit entry each', async () => {
    const { notice } = await members.signIn(signInOf(MIRA));
    expect(notice).toBeNull();
    expect(await addresses()).toEqual(['mira@kubuntu.test', 'mira@ubuntu.test']);
    expect(await audit()).toEqual(['alias.created', 'alias.created']);
    expect((await mails()).map((m) => [m['template'], m['to_address'], m['locale']])).toEqual([
      ['address-created', 'ops@example.org', 'en'],
      ['address-created', 'ubuntu-admin@example.org', 'en'],
      ['addresses-ready', 'mira@example.org', 'ko'],
    ]);
    expect(await errors()).toEqual([]);
  });

  it('six times at once is one person with one of everything', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => members.signIn(signInOf(MIRA))));
    expect(new Set(results.map((r) => r.memberId)).size).toBe(1);
    expect(await addresses()).toEqual(['mira@kubuntu.test', 'mira@ubuntu.test']);
    expect(await audit()).toHaveLength(2);
    expect(await mails()).toHaveLength(3);
  });

  it('writes only mails that can be rendered', async () => {
    await members.signIn(signInOf(MIRA));
    await scene.query(`UPDATE aliases SET entitlement = 'grace', entitlement_reason = 'left_team', grace_until = now()`);
    await members.signIn(signInOf(MIRA));
    const rows = await mails();
    expect(new Set(rows.map((m) => m['template']))).toEqual(new Set(['address-created', 'addresses-ready', 'address-restored']));
    for (const { template, params } of rows)
      for (const locale of ['en', 'ko'] as const) expect(renderMail({ template: String(template), params }, locale).text).toContain('@');
  });

  test.each([
    ['no at-sign', 'nobody'], ['spaces', 'a b@example.org'], ['a control character', 'a\u0000@example.org'], ['far too long', `${'a'.repeat(300)}@example.org`], ['none', null],
  ])('with %s for an e-mail works, without a recipient', async (_, email) => {
    const { memberId, notice } = await members.signIn(signInOf(MIRA, { email }));
    expect(notice).toBe('auth.profile_incomplete');
    expect(await member(memberId)).toMatchObject({ email: null });
    expect(await addresses()).toHaveLength(2);
    expect(await scene.query('SELECT FROM recipients')).toEqual([]);
    expect((await mails()).map((m) => m['template'])).toEqual(['address-created', 'address-created']);
  });

  test.each(['x@ubuntu.test', 'x@KUBUNTU.test.', 'x@retired.test'])('with the e-mail %s makes no loop', async (email) => {
    await scene.addDomain({ name: 'retired.test', retired_at: START });
    const { notice } = await members.signIn(signInOf(MIRA, { email }));
    expect(notice).toBeNull();
    expect(await addresses()).toHaveLength(2);
    expect(await scene.query('SELECT FROM recipients')).toEqual([]);
    expect(await errors()).toMatchObject([{ code: 'alias.recipient_loop', severity: 'info' }]);
  });

  it('with a name that no column would take is cleaned; Launchpad’s own comes first', async () => {
    const stranger = await members.signIn(signInOf(NOAH, { fullName: 'No\u0000ah\ud800' + 'x'.repeat(400), email: null }));
    expect(String((await member(stranger.memberId))?.['display_name'])).toMatch(/^No ah\ufffdx{194}$/);
    const { memberId } = await members.signIn(signInOf(MIRA));
    expect(await member(memberId)).toMatchObject({ display_name: 'Mira', launchpad_name: 'mira' });
  });
}); // prettier-ignore

describe('a sign-in with nothing new', () => {
  it('writes nothing but its time', async () => {
    const { memberId } = await members.signIn(signInOf(MIRA));
    const [before, row] = [await everything(), await member(memberId)];
    minutesLater(5);
    await members.signIn(signInOf(MIRA));
    expect(await everything()).toEqual(before);
    expect(await member(memberId)).toEqual({
      ...row,
      last_signed_in_at: scene.time.now,
      verified_at: scene.time.now,
    });
    await members.recheck(memberId, null);
    expect(await everything()).toEqual(before);
  });

  it('with another e-mail updates the person’s own and no recipient', async () => {
    const { memberId } = await members.signIn(signInOf(MIRA));
    await members.signIn(signInOf(MIRA, { email: 'new@example.org' }));
    expect(await member(memberId)).toMatchObject({ email: 'new@example.org' });
    expect(await scene.query('SELECT DISTINCT address FROM recipients')).toEqual([
      { address: 'mira@example.org' },
    ]);
  });
});

describe('Launchpad cannot be asked', () => {
  it('somebody new is signed in, the check is queued, one entry without a person', async () => {
    scene.launchpad.set(MIRA, unavailable());
    const { memberId, notice } = await members.signIn(signInOf(MIRA));
    expect(notice).toBe('launchpad.unavailable');
    expect(await member(memberId)).toMatchObject({ verification: null, verified_at: null, check_pending_at: new Date(START.getTime() + 60_000), launchpad_name: null, display_name: 'Mira L.' });
    expect(await errors()).toEqual([{ code: 'launchpad.unavailable', state: 'open', severity: 'error', count: 1, member_id: null, details: { reason: 'timeout' } }]);
    expect(await members.getEligibility(memberId)).toMatchObject({ status: 'pending', checkedAt: null, isEligible: false });
    await members.recheck(memberId, null);
    scene.launchpad.set(MIRA, answer());
    await members.recheck(memberId, null);
    expect(await addresses()).toHaveLength(2);
    expect(await member(memberId)).toMatchObject({ check_pending_at: null, verified_at: START, launchpad_name: 'mira' });
    expect(await errors()).toMatchObject([{ state: 'resolved', count: 2 }]);
  });

  it('leaves what is stored of somebody known as it is', async () => {
    const { memberId } = await members.signIn(signInOf(MIRA));
    const before = await everything();
    const row = await member(memberId);
    scene.launchpad.set(MIRA, new AppError('launchpad.unexpected_response', { details: { reason: 'shape', fields: ['is_valid'] } }));
    minutesLater(1);
    await members.signIn(signInOf(MIRA, { fullName: 'Somebody Else' }));
    await members.recheck(memberId, 'r2');
    expect((await everything()).slice(0, 4)).toEqual(before.slice(0, 4));
    const pending = new Date(START.getTime() + 120_000);
    expect(await member(memberId)).toEqual({ ...row, last_signed_in_at: scene.time.now, check_pending_at: pending });
    expect(await errors()).toMatchObject([{ code: 'launchpad.unexpected_response', count: 2, member_id: null, details: { reason: 'shape' } }]);
    expect(await members.getEligibility(memberId)).toMatchObject({ status: 'pending', isEligible: true, checkedAt: START.toISOString() });
  });

  test.each([[3, 60], [300, 300], [86_400 * 30, 86_400], ['soon', 60]])('asked to wait %s seconds, it waits %s', async (retryAfterSeconds, seconds) => {
    scene.launchpad.set(MIRA, unavailable({ reason: 'rate_limited', retryAfterSeconds }));
    const { memberId } = await members.signIn(signInOf(MIRA));
    expect(await member(memberId)).toMatchObject({ check_pending_at: new Date(START.getTime() + seconds * 1000) });
  });

  it('another fault is one of ours: nothing is written', async () => {
    scene.launchpad.set(MIRA, new TypeError('bug'));
    await expect(members.signIn(signInOf(MIRA))).rejects.toThrow('bug');
    expect(await scene.query('SELECT FROM members')).toEqual([]);
  });
}); // prettier-ignore

describe('who may not have an address', () => {
  it('is signed in, and each refusal is counted in one entry that goes when its cause does', async () => {
    scene.launchpad.set(MIRA, answer({ isCocSigner: false }));
    const { memberId } = await members.signIn(signInOf(MIRA));
    await members.signIn(signInOf(MIRA));
    expect(await errors()).toMatchObject([{ code: 'member.coc_unsigned', count: 2 }, { code: 'member.coc_unsigned', count: 2 }]);
    scene.launchpad.set(MIRA, answer());
    await members.recheck(memberId, null);
    expect(await errors()).toMatchObject([{ state: 'resolved' }, { state: 'resolved' }]);
    expect(await addresses()).toHaveLength(2);
    scene.launchpad.set(MIRA, answer({ isCocSigner: false }));
    await members.recheck(memberId, null);
    expect(await errors()).toMatchObject([{ state: 'open', count: 3 }, { state: 'open', count: 3 }]);
    expect(await addresses()).toHaveLength(2);
  });

  it('in no team: listed as info, without a domain', async () => {
    scene.launchpad.set(MIRA, answer({}, { ubuntumembers: false, 'kubuntu-members': false }));
    await members.signIn(signInOf(MIRA));
    expect(await errors()).toMatchObject([{ code: 'member.not_in_team', severity: 'info' }]);
    expect(await scene.query('SELECT domain_id, notice_due_at FROM error_entries')).toEqual([{ domain_id: null, notice_due_at: null }]);
  });

  it('a name that belonged to somebody else is taken, for two who want it at once as well', async () => {
    scene.launchpad.set(NOAH, answer({ displayName: 'Noah' }));
    const results = await Promise.all([members.signIn(signInOf(MIRA)), members.signIn(signInOf(NOAH, { email: 'noah@example.org' }))]);
    expect(new Set(results.map((r) => r.memberId)).size).toBe(2);
    expect(await addresses()).toEqual(['mira@kubuntu.test', 'mira@ubuntu.test']);
    expect(await scene.query('SELECT DISTINCT member_id FROM aliases')).toHaveLength(1);
    expect((await errors()).map((e) => e['code'])).toEqual(['alias.taken', 'alias.taken']);
    expect(await mails()).toHaveLength(3);
  });

  it('a domain that is retired or not proven gives none', async () => {
    await scene.query(`UPDATE domains SET retired_at = now() WHERE name = 'ubuntu.test'`);
    await scene.query(`UPDATE domains SET proven_at = NULL WHERE name = 'kubuntu.test'`);
    const { memberId } = await members.signIn(signInOf(MIRA));
    expect(await addresses()).toEqual([]);
    const { domains } = await members.getEligibility(memberId);
    expect(domains).toMatchObject([{ domain: 'kubuntu.test', state: 'failed', reason: 'domain_unproven' }]);
  });

  it('of two answers the one asked for later counts, whichever arrives first', async () => {
    const { memberId } = await members.signIn(signInOf(MIRA));
    const slow = createMemberService({
      ...scene, notices: NOTICES,
      verification: { async verify() {
        minutesLater(2);
        await members.signIn(signInOf(MIRA));
        return answer({ name: 'mira-once' }, TEAMS);
      } },
    });
    minutesLater(1);
    await slow.recheck(memberId, null);
    expect(await member(memberId)).toMatchObject({ launchpad_name: 'mira', verified_at: scene.time.now });
    expect(await addresses()).toEqual(['mira@kubuntu.test', 'mira@ubuntu.test']);
  });
}); // prettier-ignore
