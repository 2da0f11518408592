import { describe, expect, it } from 'vitest';
import { REDACTED } from './schemas.ts';
import { failure, openClient } from './testing/open-client.ts';
import { fixture, fixtureText, html, inTurn, json, type Reply, text } from './testing/server.ts';

const IDENTIFIER = 'https://login.ubuntu.com/+id/Q4mWz7a';
const ENCODED = 'https%3A%2F%2Flogin.ubuntu.com%2F%2Bid%2FQ4mWz7a';

const active = fixture('openid-lookup-active.json');
const without = (key: string) => Object.fromEntries(Object.entries(active).filter(([each]) => each !== key));

describe('findAccount', () => {
  it('asks once, with the whole identifier percent-encoded and our name in the headers', async () => {
    const { server, client } = await openClient(inTurn(json(active)));
    expect(await client.findAccount(IDENTIFIER)).toEqual({
      name: 'mira-lindholm',
      displayName: 'Mira Lindholm',
      isValid: true,
      isCocSigner: true,
      since: '2019-10-07T10:29:00.108661+00:00',
      status: 'Active',
    });
    expect(server.asked).toEqual([`/devel/people?ws.op=getByOpenIDIdentifier&identifier=${ENCODED}`]);
    expect(server.headers[0]).toMatchObject({
      'user-agent': 'ubuntu-email-aliases/1.2.3 (+https://aliases.example/)',
      'accept-encoding': 'gzip',
    });
  });

  it.each([
    ['openid-lookup-suspended.json', { name: 'spammy9', isValid: false, status: 'Suspended' }],
    [
      'openid-lookup-deactivated.json',
      { name: 'jonas-reed-deactivatedaccount', isValid: false, isCocSigner: false, status: 'Deactivated' },
    ],
    ['person-devel.json', { name: 'mira-lindholm', isValid: true }],
    ['person-no-coc.json', { name: 'tovek', isValid: true, isCocSigner: false, status: null }],
    ['person-no-preferred-email.json', { name: 'old-timer', isValid: false }],
    ['person-hidden-email-zero-karma.json', { name: 'p.osei', isValid: true, isCocSigner: true }],
  ])('reads %s', async (name, expected) => {
    const { client } = await openClient(inTurn(json(fixture(name))));
    expect(await client.findAccount(IDENTIFIER)).toMatchObject(expected);
  });

  it('asks for the former form of an identifier that is not known, and then answers null', async () => {
    const { server, client } = await openClient(inTurn(json(null)));
    expect(await client.findAccount(IDENTIFIER)).toBeNull();
    expect(server.asked.map((target) => target.split('identifier=')[1])).toEqual([
      ENCODED,
      'https%3A%2F%2Flogin.launchpad.net%2F%2Bid%2FQ4mWz7a',
    ]);
  });

  it('finds the account under the former form', async () => {
    const { client } = await openClient(inTurn(json(null), json(active)));
    expect(await client.findAccount(IDENTIFIER)).toMatchObject({ name: 'mira-lindholm' });
  });

  it('has no former form for another provider, nor for a host that only looks like it', async () => {
    const { server, client } = await openClient(inTurn(json(null)));
    expect(await client.findAccount('http://localhost:4000/+id/a')).toBeNull();
    expect(await client.findAccount('https://login.ubuntu.com.example/+id/a')).toBeNull();
    expect(server.asked).toHaveLength(2);
  });

  it('does not take a fault at the second form for "unknown"', async () => {
    const { client } = await openClient(inTurn(json(null), text(500, 'AssertionError')));
    expect(await failure(client.findAccount(IDENTIFIER))).toMatchObject({ code: 'launchpad.unavailable' });
  });

  const shapes: [string, unknown, string][] = [
    ['an array', [], '(root)'],
    ['a string', 'null', '(root)'],
    ['false', false, '(root)'],
    ['an empty object', {}, 'name'],
    ['a team', { ...active, is_team: true }, 'is_team'],
    ['a team by its type', { ...active, resource_type_link: 'https://x/devel/#team' }, 'resource_type_link'],
    ['is_valid hidden', { ...active, is_valid: REDACTED }, 'is_valid'],
    ['is_valid as text', { ...active, is_valid: 'true' }, 'is_valid'],
    ['is_valid as a number', { ...active, is_valid: 1 }, 'is_valid'],
    ['is_valid null', { ...active, is_valid: null }, 'is_valid'],
    ['is_valid missing', without('is_valid'), 'is_valid'],
    ['coc hidden', { ...active, is_ubuntu_coc_signer: REDACTED }, 'is_ubuntu_coc_signer'],
    ['coc missing', without('is_ubuntu_coc_signer'), 'is_ubuntu_coc_signer'],
    ['is_team hidden', { ...active, is_team: REDACTED }, 'is_team'],
    ['a hidden name', { ...active, name: REDACTED }, 'name'],
    ['a name in upper case', { ...active, name: 'Mira' }, 'name'],
    ['a name with a path in it', { ...active, name: '../x' }, 'name'],
    ['a name with a line end', { ...active, name: 'mira\n' }, 'name'],
    ['an empty name', { ...active, name: '' }, 'name'],
    ['a collection', fixture('team-participants-empty.json'), 'name'],
  ];
  it.each(shapes)('could not ask when the answer is %s', async (_, value, field) => {
    const { client, server } = await openClient(inTurn(json(value)));
    const error = await failure(client.findAccount(IDENTIFIER));
    expect(error).toMatchObject({ code: 'launchpad.unexpected_response', reason: 'shape' });
    expect(error['fields']).toContain(field);
    expect(error['path']).toBe('/devel/people');
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ['hidden', { display_name: REDACTED }, 'mira-lindholm'],
    ['missing', { display_name: undefined }, 'mira-lindholm'],
    ['control characters', { display_name: ' Mi\u0000ra\r\nBcc: x\u202e ' }, 'Mi ra Bcc: x'],
    ['endless', { display_name: '🐧'.repeat(5000) }, '🐧'.repeat(200)],
    ['half a character', { display_name: 'a\ud83d' }, 'a\ufffd'],
  ])('cleans a display name: %s', async (_, change, expected) => {
    const { client } = await openClient(inTurn(json({ ...active, ...change })));
    expect((await client.findAccount(IDENTIFIER))?.displayName).toBe(expected);
  });

  it('has no status when Launchpad hides it', async () => {
    const { client } = await openClient(inTurn(json({ ...active, account_status: REDACTED })));
    expect((await client.findAccount(IDENTIFIER))?.status).toBeNull();
  });

  it.each([404, 410])('does not take a %i for "unknown"', async (status) => {
    const { client } = await openClient(inTurn(text(status, 'gone')));
    expect(await failure(client.findAccount(IDENTIFIER))).toMatchObject({
      code: 'launchpad.unavailable',
      reason: 'status',
      status,
    });
  });
});

describe('findByName', () => {
  it('says since when a record exists, and nothing of one that is not there', async () => {
    const name = 'mira-lindholm';
    const { server, client } = await openClient(
      inTurn(json({ name, date_created: '2019-10-07T10:29:00.108661+00:00' }), json({ name, date_created: 7 }), text(404, ''), text(410, ''), json([])),
    );
    expect(await client.findByName(name)).toEqual({ since: '2019-10-07T10:29:00.108661+00:00' });
    expect(await client.findByName(name)).toEqual({ since: null });
    expect([await client.findByName(name), await client.findByName(name)]).toEqual([null, null]);
    expect(await failure(client.findByName(name))).toMatchObject({ code: 'launchpad.unexpected_response' });
    expect(server.asked).toEqual(Array(5).fill(`/1.0/~${name}`));
  }); // prettier-ignore
});

describe('listTeams', () => {
  const teams = (origin: string) => json(fixture('person-super-teams.json', origin));

  it('asks once for the teams of a person', async () => {
    const { server, client } = await openClient((_, _request, origin) => teams(origin));
    expect(await client.listTeams('hsu-2')).toEqual(new Set(['ubuntu-dev', 'ubuntumembers']));
    expect(server.asked).toEqual(['/1.0/~hsu-2/super_teams?ws.size=300']);
  });

  it('works below a path prefix with a trailing slash', async () => {
    const { server, client } = await openClient((_, _request, origin) => teams(`${origin}/lp`), {}, '/lp/');
    expect(await client.listTeams('hsu-2')).toContain('ubuntumembers');
    expect(server.asked).toEqual(['/lp/1.0/~hsu-2/super_teams?ws.size=300']);
  });

  it('has an empty set for somebody in no team', async () => {
    const { client } = await openClient(inTurn(json(fixture('team-participants-empty.json'))));
    expect(await client.listTeams('hsu-2')).toEqual(new Set());
  });

  const gone: [string, Reply][] = [
    ['404', text(404, fixtureText('error-404.txt'))],
    ['410', text(410, fixtureText('error-410.txt'))],
    ['410 in HTML', html(410)],
  ];
  it.each(gone)('is null for %s', async (_, reply) => {
    const { server, client } = await openClient(inTurn(reply));
    expect(await client.listTeams('jonas-reed')).toBeNull();
    expect(server.asked).toHaveLength(1);
  });

  it('does not take the 404 page of something in front of Launchpad for an answer', async () => {
    const { client } = await openClient(inTurn(html(404)));
    expect(await failure(client.listTeams('jonas-reed'))).toEqual({
      code: 'launchpad.unavailable',
      reason: 'status',
      status: 404,
      path: '/1.0/~…/super_teams',
    });
  });

  it.each([
    ['a person among the teams', fixture('person-valid-member.json')],
    ['a hidden name', { ...fixture('team.json'), name: REDACTED }],
    ['a hidden is_team', { ...fixture('team.json'), is_team: REDACTED }],
    ['null', null],
  ])('could not ask with %s', async (_, entry) => {
    const { client } = await openClient(inTurn(json({ start: 0, total_size: 1, entries: [entry] })));
    expect(await failure(client.listTeams('hsu-2'))).toMatchObject({ reason: 'shape' });
  });

  it('takes a team that came twice once', async () => {
    const team = fixture('team.json');
    const { client } = await openClient(inTurn(json({ entries: [team, team] })));
    expect(await client.listTeams('hsu-2')).toEqual(new Set(['ubuntumembers']));
  });

  it.each(['grace+work', '0', 'a..b', 'ends.'])('asks for the old name %s as it is', async (name) => {
    const { server, client } = await openClient(inTurn(json({ entries: [] })));
    expect(await client.listTeams(name)).toEqual(new Set());
    expect(server.asked).toEqual([`/1.0/~${name}/super_teams?ws.size=300`]);
  });

  it.each(['', '../people', 'a/b', 'a?b', 'a b', '%2e', '~a'])('refuses %j without asking', async (name) => {
    const { server, client } = await openClient(inTurn(json({ entries: [] })));
    await expect(client.listTeams(name)).rejects.toThrow(TypeError);
    expect(server.asked).toEqual([]);
  });

  it('never tells whom it asked about', async () => {
    const { client } = await openClient(inTurn(json({ entries: [{ name: 'hsu-2' }] })));
    const error = await client.listTeams('hsu-2').catch((caught: unknown) => caught);
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('hsu-2');
  });
});
