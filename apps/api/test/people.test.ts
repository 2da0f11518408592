import { beforeAll, describe, expect, test } from 'vitest';
import { aliasPageSchema, eligibilitySchema, meSchema } from '@ubuntu-aliases/shared';
import { useProduct, type Answer, type Browser } from './harness.ts';

const app = useProduct();

const LETTERS = { ok: 'o', failed: 'x', unknown: '?' } as const;
const INVALID_NAME = 'alias.name_invalid warning ubuntu.com';

/**
 * Everybody whom the sandbox invents: the five rules in order (ok, failed, unknown), the addresses, the entries of the
 * error log, and where mail goes when it is not the e-mail that was signed.
 */
const PEOPLE: [openid: string, rules: string, addresses: string[], entries: string[]][] = [
  ['Q4mWz7a', 'ooooo', ['mira-lindholm@kubuntu.org > mira@example.org'], []],
  ['AdA7okf', 'ooooo', ['ada-okafor@ubuntu.com > ada@example.org'], []],
  [
    'BnMrsh2',
    'ooooo',
    ['ben-marsh@kubuntu.org > ben@example.com', 'ben-marsh@ubuntu.com > ben@example.com'],
    [],
  ],
  ['Hsu2Mei', 'ooooo', ['hsu-2@ubuntu.com > meiling@example.org'], []],
  ['IvoHrk3', 'ooooo', ['ivo-horak@ubuntu.com > ivo@example.org'], []],
  ['QuinnS1', 'ooooo', ['quinn-shade@ubuntu.com > quinn@example.com'], []],
  [
    'OmniOk1',
    'ooooo',
    ['edubuntu.org', 'kubuntu.org', 'lubuntu.me', 'ubuntu.com', 'ubuntu.net', 'ubuntustudio.com'].map(
      (domain) => `omni-okoro@${domain} > omni@example.org`,
    ),
    [],
  ],
  ['LuboMk1', 'ooooo', ['lubo-marek@lubuntu.me > lubo@example.org'], []],
  ['EddaSt1', 'ooooo', ['edda-stone@edubuntu.org > edda@example.com'], []],
  ['StllRy1', 'ooooo', ['stella-reyes@ubuntustudio.com > stella@example.org'], []],
  ['KctCnc1', 'ooooo', ['kit-council@kubuntu.org > kit@example.com'], []],
  ['TessPr1', 'ooooo', ['tess-probe@ubuntu.net > tess@example.org'], []],
  ['LeoWlk4', 'oooox', [], ['member.not_in_team info -']],
  ['TvKj3r5', 'oooxo', [], ['member.coc_unsigned warning ubuntu.com']],
  ['NevNot1', 'oooxx', [], ['member.coc_unsigned warning -', 'member.not_in_team info -']],
  ['Sp4mSp4', 'ooxo?', [], ['member.account_invalid warning -']],
  [
    'JrJr777',
    'ooxxx',
    [],
    ['member.account_invalid warning -', 'member.coc_unsigned warning -', 'member.not_in_team info -'],
  ],
  ['OldT1me', 'ooxoo', [], ['member.account_invalid warning ubuntu.com']],
  ['NoLpad1', 'ox???', [], ['member.account_unknown warning -']],
  ['ClsdAc7', 'ox???', [], ['member.account_unknown warning -']],
  ['IdaBrg3', 'ooooo', ['ida-berg@kubuntu.org > '], []],
  [
    'LrsLp88',
    'ooooo',
    ['lars-loop@kubuntu.org > ', 'lars-loop@ubuntu.com > '],
    ['alias.recipient_loop info -'],
  ],
  ['Posei01', 'ooooo', ['p.osei@ubuntu.com > paul.osei@example.org'], []],
  // Only the host of a mailbox knows whether its case matters.
  ['UpCase1', 'ooooo', ['uma-upper@ubuntu.com > Uma.UPPER@example.org'], []],
  ['Grace01', 'ooooo', ['grace@ubuntu.com > grace@example.org'], []],
  ['GraceWk', 'ooooo', ['grace+work@ubuntu.com > aduba@example.com'], []],
  ['PstMst1', 'ooooo', [], ['alias.name_reserved warning ubuntu.com']],
  ['SrsLk01', 'ooooo', [], ['alias.name_reserved warning ubuntu.com']],
  ['EndDot1', 'ooooo', [], [INVALID_NAME]],
  ['DblDot1', 'ooooo', [], [INVALID_NAME]],
  ['LongNm7', 'ooooo', [], [INVALID_NAME]],
  ['Digit5x', 'ooooo', ['12345@ubuntu.com > digby@example.com'], []],
  ['SlmaN01', 'ooooo', ['selma-north@ubuntu.com > selma@example.org'], []],
  ['RioVnc1', 'ooooo', ['rio-vance-2@ubuntu.com > rio@example.org'], []],
  ['RioVnc2', 'ooooo', ['rio-vance@ubuntu.com > other.rio@example.com'], []],
  // The same Launchpad person as ~ben-marsh, but not the same identity: nothing is joined.
  ['MrgdAc1', 'ooooo', [], ['alias.taken warning kubuntu.org', 'alias.taken warning ubuntu.com']],
  ['MinjiK1', 'ooooo', ['minji-kim@ubuntu.com > minji@example.org'], []],
  ['LaylaH1', 'ooooo', ['layla-haddad@ubuntu.com > layla@example.com'], []],
  ['XssTst1', 'ooooo', ['max-markup@ubuntu.com > max@example.org'], []],
  // Whose answer is too long for a URL, so it comes back as a form.
  ['LongDp1', 'ooooo', ['long-display@ubuntu.com > long@example.com'], []],
];

const browsers = new Map<string, Browser>();
const landings = new Map<string, Answer>();

async function entriesOf(openid: string): Promise<string[]> {
  const rows = await app.db.errorEntry.findMany({
    where: { member: { claimedIdentifier: app.sandbox.identifier(openid) } },
    include: { domain: true },
  });
  return rows.map((e) => `${e.code} ${e.severity} ${e.domain?.name ?? '-'}`).sort();
}

/** What must be the same however often somebody signs in. */
async function everything() {
  return {
    members: await app.db.member.findMany({
      select: { id: true, launchpadName: true, version: true },
      orderBy: { id: 'asc' },
    }),
    aliases: await app.db.alias.findMany({ orderBy: { id: 'asc' } }),
    recipients: await app.db.recipient.findMany({ orderBy: { id: 'asc' } }),
    audit: await app.db.auditEntry.count(),
    errors: await app.db.errorEntry.count(),
  };
}

beforeAll(async () => {
  for (const [openid] of PEOPLE) {
    const browser = app.browser();
    landings.set(openid, await browser.signIn(openid, {}, '/eligibility'));
    browsers.set(openid, browser);
  }
  await app.product.runJobs();
});

test('nobody is left out', async () => {
  expect((await app.sandbox.people()).map((p) => p.openid).sort()).toEqual(PEOPLE.map(([id]) => id).sort());
});

describe.each(PEOPLE)('%s', (openid, rules, addresses, entries) => {
  test('comes back signed in, with every rule, address, entry and mail', async () => {
    const browser = browsers.get(openid) ?? app.browser();
    const location = landings.get(openid)?.header('location');
    const noEmail = openid === 'IdaBrg3' || openid === 'OldT1me';
    expect(location).toBe(noEmail ? '/eligibility?notice=auth.profile_incomplete' : '/eligibility');

    const me = (await browser.get('/api/v1/me')).as(meSchema).member;
    expect(me.claimedIdentifier).toBe(app.sandbox.identifier(openid));
    expect(me.isAdmin).toBe(openid === 'AdA7okf');

    const eligibility = (await browser.get('/api/v1/me/eligibility')).as(eligibilitySchema);
    expect(eligibility.rules.map(({ state }) => LETTERS[state]).join('')).toBe(rules);
    expect(eligibility.isEligible).toBe(rules === 'ooooo');
    expect(eligibility.status).toBe('checked');
    expect(eligibility.domains).toHaveLength(6);

    const page = (await browser.get('/api/v1/aliases?limit=100')).as(aliasPageSchema);
    expect(page.items.every((a) => a.state === 'active')).toBe(true);
    expect(
      page.items.map((a) => `${a.address} > ${a.recipients.map((r) => r.address).join()}`).sort(),
    ).toEqual(addresses);
    expect(await entriesOf(openid)).toEqual(entries);

    const to = addresses[0]?.split(' > ')[1] ?? '';
    if (to === '') return;
    const mails = await app.sandbox.mails(to);
    expect(mails).toHaveLength(1);
    for (const address of addresses) expect(mails[0]?.text).toContain(address.split(' > ')[0]);
    expect(mails[0]?.html).not.toContain('<img src=x');
  });
});

test('admins hear once of each address at its domain, and of all problems in one mail', async () => {
  const mails = await app.sandbox.mails('admins@example.net');
  const created = mails.filter((m) => m.subject.endsWith(' was created'));
  const expected = PEOPLE.flatMap(([, , addresses]) => addresses.map((a) => a.split(' > ')[0]));
  expect(created.map((m) => m.subject.split(' ')[1]).sort()).toEqual(expected.sort());
  const problems = mails.filter((m) => !created.includes(m));
  expect(problems).toHaveLength(1);
  const warnings = PEOPLE.flatMap(([, , , entries]) => entries).filter((e) => e.includes(' warning '));
  expect(problems[0]?.subject).toContain(String(warnings.length));
  expect(problems[0]?.text).not.toContain('member.not_in_team');
  // Member lists and addresses of people are not mailed about.
  expect(problems[0]?.text).not.toMatch(/@example\.(com|org)/);
});

test('signing in a second time changes nothing and mails nobody', async () => {
  const before = await everything();
  await app.sandbox.forgetMails();
  for (const openid of ['Q4mWz7a', 'OmniOk1', 'LrsLp88', 'MrgdAc1', 'NoLpad1', 'PstMst1'])
    await app.signedIn(openid);
  await app.product.runJobs();
  expect(await everything()).toEqual(before);
  expect(await app.sandbox.mails()).toEqual([]);
});
