import { describe, expect, it } from 'vitest';
import { useSandbox, type Json } from '../testing/use-sandbox.ts';

const sandbox = useSandbox();

const lookUp = (identifier: string): string =>
  `/devel/people?ws.op=getByOpenIDIdentifier&identifier=${encodeURIComponent(identifier)}`;

/** Every entry of a collection and how many each page had, by its next links. */
async function readAll(path: string): Promise<{ names: string[]; pages: number[] }> {
  const names: string[] = [];
  const pages: number[] = [];
  for (let url = `${sandbox.url}${path}`; url;) {
    const page: Json = await (await fetch(url)).json();
    names.push(...page.entries.map(({ name }: { name: string }) => name));
    pages.push(page.entries.length);
    url = page.next_collection_link;
  }
  return { names, pages };
}

describe('one person', () => {
  it.each([
    ['~mira-lindholm', 200],
    ['~grace+work', 200],
    ['~dot.', 200],
    ['~dot..dot', 200],
    ['~ubuntumembers', 200],
    ['~spammy9', 410],
    ['~spammy9/super_teams', 410],
    ['~jonas-reed', 404],
    ['~jonas-reed-deactivatedaccount', 200],
    ['~selma-south', 404],
    ['~cora-lane', 404],
    ['~ubuntu-hidden-council', 404],
    ['~mira-lindholm/nothing', 404],
    ['~%E0%A4', 404],
  ])('%s is %i', async (path, status) => {
    const response = await sandbox.get(`/1.0/${path}`);
    expect(response.status).toBe(status);
    if (status !== 200) expect(response.headers.get('Content-Type')).toContain('text/plain');
  });

  it('has account_status under devel only, and redacts', async () => {
    const stable = await sandbox.json('/1.0/~mira-lindholm');
    const devel = await sandbox.json('/devel/~mira-lindholm');
    expect(stable).toMatchObject({
      is_valid: true,
      is_ubuntu_coc_signer: true,
      id: 'tag:launchpad.net:2008:redacted',
    });
    expect(stable).not.toHaveProperty('account_status');
    expect(devel).toMatchObject({
      account_status: 'Active',
      self_link: `${sandbox.url}/devel/~mira-lindholm`,
    });
    expect(devel).not.toHaveProperty('latitude');
  });

  it('writes ASCII in one line, without markup', async () => {
    const text = await (await sandbox.get('/1.0/~max-markup')).text();
    expect(text).toContain('\\u003cimg src=x onerror=alert(1)\\u003e');
    expect(await (await sandbox.get('/1.0/~minji-kim')).text()).toMatch(/^[\x20-\x7e]+$/);
  });

  it('moves upper case, refuses HEAD and writes', async () => {
    const moved = await sandbox.get('/1.0/~Mira-Lindholm/super_teams?ws.size=300');
    expect([moved.status, moved.headers.get('Location')]).toEqual([
      301,
      `${sandbox.url}/1.0/~mira-lindholm/super_teams?ws.size=300`,
    ]);
    const status = async (method: string) =>
      (await fetch(`${sandbox.url}/1.0/~mira-lindholm`, { method })).status;
    expect([await status('HEAD'), await status('PATCH'), await status('DELETE')]).toEqual([405, 401, 401]);
  });

  it('answers 304 for its tag in either form, and a new tag after a change', async () => {
    const first = await sandbox.get('/1.0/~mira-lindholm');
    const etag = first.headers.get('ETag') ?? '';
    expect(await first.json()).toMatchObject({ http_etag: etag });
    const zipped = await sandbox.get('/1.0/~mira-lindholm', { 'Accept-Encoding': 'gzip' });
    expect(zipped.headers.get('Content-Encoding')).toBe('gzip');
    const zippedTag = zipped.headers.get('ETag') ?? '';
    expect(zippedTag).toBe(etag.replace(/"$/, '-gzip"'));
    const again = async (tag: string) =>
      (await sandbox.get('/1.0/~mira-lindholm', { 'If-None-Match': tag })).status;
    expect([await again(etag), await again(zippedTag), await again('"x"')]).toEqual([304, 304, 200]);
    await sandbox.control('PATCH', '/people/Q4mWz7a', { cocSigned: false });
    expect(await again(etag)).toBe(200);
  });
});

describe('look-up by identifier', () => {
  it.each(['https://login.ubuntu.com', 'https://login.launchpad.net'])(
    'knows the form of %s',
    async (host) => {
      expect((await sandbox.json(lookUp(`${host}/+id/Q4mWz7a`))).name).toBe('mira-lindholm');
    },
  );

  it('knows inactive and merged accounts', async () => {
    const find = async (openid: string) => sandbox.json(lookUp(`${sandbox.url}/+id/${openid}`));
    expect(await find('Sp4mSp4')).toMatchObject({
      name: 'spammy9',
      is_valid: false,
      account_status: 'Suspended',
    });
    expect(await find('JrJr777')).toMatchObject({
      name: 'jonas-reed-deactivatedaccount',
      account_status: 'Deactivated',
    });
    expect(await find('MrgdAc1')).toMatchObject({ name: 'ben-marsh' });
    expect([await find('ClsdAc7'), await find('NoLpad1'), await find('nobody0')]).toEqual([null, null, null]);
  });

  it('reads a bare plus as a space, and is unknown under 1.0', async () => {
    const bare = lookUp(`${sandbox.url}/+id/Q4mWz7a`).replace('%2B', '+');
    expect(await sandbox.json(bare)).toBeNull();
    const stable = await sandbox.get(lookUp('x').replace('/devel/', '/1.0/'));
    expect([stable.status, await stable.text()]).toEqual([400, 'No such operation: getByOpenIDIdentifier']);
    expect((await sandbox.get('/devel/people?ws.op=getByOpenIDIdentifier')).status).toBe(400);
  });
});

describe('collections', () => {
  it('lists indirect members and teams, never a private team', async () => {
    const { names } = await readAll('/1.0/~ubuntumembers/participants');
    expect(names).toEqual(
      expect.arrayContaining(['hsu-2', 'ivo-horak', 'quinn-shade', 'spammy9', 'ubuntu-core-dev']),
    );
    expect(names).not.toContain('ubuntu-hidden-council');
    expect(new Set(names).size).toBe(names.length);
  });

  it('counts what it does not send, in pages that may be empty and go on', async () => {
    const first = await sandbox.json('/1.0/~ubuntumembers/participants?ws.size=1');
    const { names, pages } = await readAll('/1.0/~ubuntumembers/participants?ws.size=1');
    expect(first.total_size).toBe(names.length + 1);
    expect(pages.indexOf(0)).toBeGreaterThan(0);
    expect(pages.indexOf(0)).toBeLessThan(pages.length - 1);
  });

  it('links pages in both directions', async () => {
    const path = '/1.0/~ubuntumembers/participants';
    const second = await sandbox.json(`${path}?ws.size=5&memo=5&ws.start=5`);
    expect(second).toMatchObject({
      start: 5,
      next_collection_link: `${sandbox.url}${path}?ws.size=5&memo=10&ws.start=10`,
      prev_collection_link: `${sandbox.url}${path}?ws.size=5&direction=backwards&memo=5`,
      resource_type_link: `${sandbox.url}/1.0/#person-page-resource`,
    });
    expect(await (await fetch(second.prev_collection_link)).json()).toEqual(
      await sandbox.json(`${path}?ws.size=5`),
    );
  });

  it('gives 75 a page, up to 300 when asked', async () => {
    await sandbox.control('POST', '/crowd', { team: 'edubuntu-members', count: 320 });
    expect((await readAll('/1.0/~edubuntu-members/participants')).pages).toEqual([75, 75, 75, 75, 22]);
    expect((await readAll('/1.0/~edubuntu-members/participants?ws.size=300')).pages).toEqual([300, 22]);
    for (const size of ['301', '0', 'x', '-1']) {
      expect((await sandbox.get(`/1.0/~edubuntu-members/participants?ws.size=${size}`)).status).toBe(400);
    }
  });

  it.each([
    ['~hsu-2/super_teams', ['ubuntu-dev', 'ubuntumembers']],
    ['~quinn-shade/super_teams', ['ubuntumembers']],
    ['~leo-walk/super_teams', []],
    ['~mira-lindholm/members', []],
    [
      '~kubuntu-members/members',
      ['ben-marsh', 'ida-berg', 'kubuntu-council', 'lars-loop', 'mira-lindholm', 'omni-okoro'],
    ],
  ])('%s', async (path, expected) => {
    const response = await sandbox.get(`/1.0/${path}?ws.size=300`);
    expect(response.headers.get('ETag')).toBeNull();
    const { entries }: Json = await response.json();
    expect(entries.map(({ name }: { name: string }) => name).sort()).toEqual(expected);
  });

  it('says since when somebody is a direct member', async () => {
    const { entries } = await sandbox.json('/1.0/~kubuntu-council/members_details');
    expect(entries[0]).toMatchObject({ status: 'Approved', member_link: `${sandbox.url}/1.0/~kit-council` });
  });
});
