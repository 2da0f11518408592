import { describe, expect, it } from 'vitest';
import { useSandbox } from '../testing/use-sandbox.ts';

const sandbox = useSandbox();

describe('people', () => {
  it('makes, changes and renames; a rename keeps the teams', async () => {
    const made = await sandbox.control('POST', '/people', {
      name: 'new-one',
      email: 'n@example.org',
      teams: ['ubuntumembers'],
    });
    expect([made.status, made.body.openid, made.body.valid]).toEqual([201, 'New0001', true]);
    const renamed = await sandbox.control('PATCH', '/people/New0001', {
      name: 'newer-one',
      displayName: 'N',
    });
    expect(renamed.body).toMatchObject({ name: 'newer-one', displayName: 'N', teams: ['ubuntumembers'] });
    expect((await sandbox.get('/1.0/~new-one')).status).toBe(404);
    expect((await sandbox.get('/1.0/~newer-one')).status).toBe(200);
  });

  it('follows what an account does', async () => {
    const change = async (accountStatus: string) =>
      (await sandbox.control('PATCH', '/people/BnMrsh2', { accountStatus })).body;
    expect(await change('Suspended')).toMatchObject({
      valid: false,
      teams: ['ubuntumembers', 'kubuntu-members'],
    });
    expect(await change('Active')).toMatchObject({ valid: true });
    expect(await change('Deactivated')).toMatchObject({
      name: 'ben-marsh-deactivatedaccount',
      valid: false,
      cocSigned: false,
      teams: [],
    });
  });

  it('merges accounts', async () => {
    await sandbox.control('PATCH', '/people/Q4mWz7a', { mergedInto: 'AdA7okf' });
    expect((await sandbox.get('/1.0/~mira-lindholm')).status).toBe(404);
    const identifier = encodeURIComponent(`${sandbox.url}/+id/Q4mWz7a`);
    const path = `/devel/people?ws.op=getByOpenIDIdentifier&identifier=${identifier}`;
    expect((await sandbox.json(path)).name).toBe('ada-okafor');
    expect((await sandbox.json('/1.0/~kubuntu-members/participants')).entries).toHaveLength(6);
  });

  it.each([
    ['a merge with itself', 'PATCH', '/people/Q4mWz7a', { mergedInto: 'Q4mWz7a' }, 409],
    ['a taken name', 'POST', '/people', { name: 'grace' }, 409],
    ['the name of a team', 'PATCH', '/people/Q4mWz7a', { name: 'ubuntu-dev' }, 409],
    ['a taken identifier', 'POST', '/people', { openid: 'Q4mWz7a' }, 409],
    ['a name in upper case', 'POST', '/people', { name: 'Grace' }, 400],
    ['an unknown field', 'PATCH', '/people/Q4mWz7a', { nmae: 'x' }, 400],
    ['nobody', 'PATCH', '/people/nobody', {}, 404],
    ['an unknown team', 'PATCH', '/people/Q4mWz7a', { teams: ['no-team'] }, 404],
    ['an unknown member', 'PUT', '/teams/ubuntu-dev/members', { members: ['nobody'] }, 404],
    ['a fault of another target', 'PUT', '/faults', { target: 'smtp', kind: 'html' }, 400],
    ['no object', 'POST', '/people', [1], 400],
    ['no such door', 'GET', '/nothing', undefined, 404],
  ] as const)('%s is refused and changes nothing', async (_, method, path, body, status) => {
    const before = (await sandbox.control('GET', '/state')).body;
    const answer = await sandbox.control(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: expect.any(String) });
    expect((await sandbox.control('GET', '/state')).body).toEqual(before);
  });

  it('is the same world after a reset', async () => {
    const before = (await sandbox.control('GET', '/state')).body;
    await sandbox.control('PUT', '/teams/kubuntu-members/members', { members: [] });
    await sandbox.control('PATCH', '/people/Q4mWz7a', { name: 'other' });
    expect((await sandbox.control('POST', '/reset')).body).toEqual(before);
  });
});

describe('teams', () => {
  it('takes members in and out', async () => {
    const path = '/teams/lubuntu-members/members';
    expect((await sandbox.control('POST', path, { name: 'leo-walk' })).body.members).toEqual([
      'leo-walk',
      'lubo-marek',
      'omni-okoro',
    ]);
    expect((await sandbox.control('DELETE', `${path}/lubo-marek`)).body.members).toEqual([
      'leo-walk',
      'omni-okoro',
    ]);
    expect((await sandbox.control('PUT', path, { members: ['ubuntu-dev'] })).body.members).toEqual([
      'ubuntu-dev',
    ]);
    expect((await sandbox.json('/1.0/~hsu-2/super_teams')).entries).toHaveLength(3);
    expect((await sandbox.control('DELETE', `${path}/grace%2Bwork`)).status).toBe(404);
    expect((await sandbox.control('PUT', '/teams/new-team', { isPrivate: true })).body.isPrivate).toBe(true);
  });

  it('may hold each other in a circle', async () => {
    await sandbox.control('POST', '/teams/ubuntu-core-dev/members', { name: 'ubuntumembers' });
    expect(
      (await sandbox.json('/1.0/~ubuntu-core-dev/participants?ws.size=300')).entries.length,
    ).toBeGreaterThan(20);
    expect((await sandbox.json('/1.0/~ada-okafor/super_teams')).entries).toHaveLength(3);
  });
});

describe('who may use the control door', () => {
  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ Origin: 'http://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
    [{}, 200],
  ])('%o is %i', async (headers, status) => {
    expect((await sandbox.control('POST', '/reset', {}, headers as Record<string, string>)).status).toBe(
      status,
    );
  });

  it('reads JSON that says so, and forms from its own page', async () => {
    const body = new URLSearchParams({ action: 'join', team: 'ubuntu-dev', name: 'leo-walk' });
    expect((await fetch(`${sandbox.url}/control/reset`, { method: 'POST', body })).status).toBe(415);
    const form = await fetch(`${sandbox.url}/control/actions`, { method: 'POST', body, redirect: 'manual' });
    expect([form.status, form.headers.get('Location')]).toEqual([303, '/control']);
    expect((await sandbox.json('/1.0/~leo-walk/super_teams')).entries).toHaveLength(2);
  });

  it('has a page with everything on it', async () => {
    await sandbox.fault({ target: 'launchpad', kind: 'down', path: '<b>' });
    const page = await (await sandbox.get('/control')).text();
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<img');
    expect((await sandbox.get('/control/edit/XssTst1')).status).toBe(200);
  });
});

it('lists what the product asked for', async () => {
  await sandbox.get('/1.0/~grace+work?x=1', { 'User-Agent': 'product (ops@example.org)' });
  const { body } = await sandbox.control('GET', '/requests');
  expect(body).toMatchObject([
    {
      method: 'GET',
      path: '/1.0/~grace+work',
      query: 'x=1',
      headers: { 'user-agent': 'product (ops@example.org)' },
    },
  ]);
  await sandbox.control('DELETE', '/requests');
  expect((await sandbox.control('GET', '/requests')).body).toEqual([]);
});
