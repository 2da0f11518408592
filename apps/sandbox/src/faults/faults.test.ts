import { describe, expect, it } from 'vitest';
import { useSandbox, type Json } from '../testing/use-sandbox.ts';
import type { Fault } from './fault.ts';

const sandbox = useSandbox();
const person = '/1.0/~mira-lindholm';
const team = '/1.0/~kubuntu-members/participants';

const launchpad = (kind: Fault['kind'], more: Partial<Fault> = {}) =>
  sandbox.fault({ target: 'launchpad', kind, ...more } as Fault);

async function textOf(path: string): Promise<string> {
  return (await sandbox.get(path)).text();
}

describe('faults of the wire', () => {
  it.each(['down', 'cut', 'bad-gzip'] as const)('%s', async (kind) => {
    await launchpad(kind);
    await expect(textOf(person)).rejects.toThrow();
    await sandbox.control('DELETE', '/faults');
    expect((await sandbox.get(person)).status).toBe(200);
  });

  it('slow, a few times', async () => {
    await launchpad('slow', { delayMs: 60, times: 1 });
    const from = performance.now();
    expect((await sandbox.json(person)).name).toBe('mira-lindholm');
    expect(performance.now() - from).toBeGreaterThan(50);
    expect((await sandbox.control('GET', '/state')).body.faults).toEqual([]);
  });

  it('drip', async () => {
    await launchpad('drip', { delayMs: 1, path: 'Nobody' });
    await launchpad('drip', { delayMs: 2 });
    const chunks: number[] = [];
    const response = await sandbox.get('/1.0/~nobody');
    for await (const chunk of response.body ?? []) chunks.push(chunk.length);
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.reduce((sum, size) => sum + size, 0)).toBe(Number(response.headers.get('Content-Length')));
  });

  it('status in their manner', async () => {
    await launchpad('status', { status: 503, retryAfter: 900 });
    const response = await sandbox.get(person);
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '900']);
    expect(response.headers.get('Content-Type')).toContain('text/html');
    await sandbox.control('PUT', '/faults', [{ target: 'launchpad', kind: 'status', status: 500 }]);
    expect((await sandbox.get(person)).headers.get('X-Lazr-OopsId')).toMatch(/^OOPS-/);
  });

  it('huge and gzip-bomb', async () => {
    await launchpad('huge', { times: 1 });
    expect((await textOf(person)).length).toBeGreaterThan(20_000_000);
    await launchpad('gzip-bomb');
    const response = await sandbox.get(person);
    expect(Number(response.headers.get('Content-Length'))).toBeLessThan(2_000_000);
    await response.body?.cancel();
  }, 60_000);

  it('redirect-elsewhere shows who followed', async () => {
    await launchpad('redirect-elsewhere');
    const response = await sandbox.get(person);
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toBe(
      `http://localhost:${new URL(sandbox.url).port}/elsewhere${person}`,
    );
    expect((await sandbox.get(`/elsewhere${person}`)).status).toBe(200);
    const { body } = await sandbox.control('GET', '/requests');
    expect(body.map(({ path }: { path: string }) => path)).toEqual([person, `/elsewhere${person}`]);
  });
});

describe('faults of the data', () => {
  it.each([
    ['garbage', person, (text: string) => expect(() => JSON.parse(text)).toThrow()],
    ['html', person, (text: string) => expect(text).toContain('<html>')],
    ['null', person, (text: string) => expect(text).toBe('null')],
    ['array', team, (text: string) => expect(text).toBe('[]')],
    [
      'empty-team',
      team,
      (text: string) => expect(JSON.parse(text)).toMatchObject({ total_size: 0, entries: [] }),
    ],
    [
      'wrong-types',
      team,
      (text: string) => expect(JSON.parse(text).entries[0]).toMatchObject({ is_valid: 'true', name: 42 }),
    ],
    ['redacted', person, (text: string) => expect(JSON.parse(text).is_valid).toMatch(/redacted$/)],
    [
      'loop',
      team,
      (text: string) => expect(JSON.parse(text).next_collection_link).toBe(`${sandbox.url}${team}`),
    ],
    [
      'foreign-next-link',
      team,
      (text: string) => expect(JSON.parse(text).next_collection_link).toMatch(/^http:\/\/localhost:/),
    ],
    ['other-person', person, (text: string) => expect(JSON.parse(text).name).toBe('ada-okafor')],
  ] as const)('%s', async (kind, path, check) => {
    await launchpad(kind);
    check(await textOf(path));
  });

  it('repeat gives the first page twice', async () => {
    await launchpad('repeat');
    const first = await sandbox.json(team);
    const second: Json = await (await fetch(first.next_collection_link)).json();
    expect(second.entries).toEqual(first.entries);
    expect(second).not.toHaveProperty('next_collection_link');
  });

  /** Names of each page, following what is said to be next as long as it is here. */
  async function pages(): Promise<string[][]> {
    const read: string[][] = [];
    for (let url: string | undefined = `${sandbox.url}${team}?ws.size=300`; url && read.length < 5;) {
      const page: Json = await (await fetch(url)).json();
      read.push(page.entries.map(({ name }: { name: string }) => name));
      url = page.next_collection_link;
    }
    return read;
  }

  it.each([
    [
      'overlap',
      (all: string[], first: string[]) => [
        first,
        all.slice(first.length - 1, first.length - 1 + first.length),
      ],
    ],
    ['skip', (all: string[], first: string[]) => [first, all.slice(first.length + 1)]],
    ['end-early', (_: string[], first: string[]) => [first]],
    ['shifting', (all: string[], first: string[]) => [first, [...all].reverse().slice(first.length)]],
  ] as const)('%s, in two pages', async (kind, expected) => {
    const all = (await pages()).flat();
    await launchpad(kind);
    expect(await pages()).toEqual(expected(all, all.slice(0, Math.ceil(all.length / 2))));
  });

  it.each([
    ['link-other-team', '/1.0/~launchpad-users/participants'],
    ['link-other-path', '/1.0/~kubuntu-members/members'],
    ['link-uppercase', '/1.0/~KUBUNTU-MEMBERS/participants'],
    ['link-userinfo', 'user:secret@'],
    ['link-protocol', 'https://'],
    ['link-relative', ''],
  ] as const)('%s', async (kind, part) => {
    await launchpad(kind);
    const { next_collection_link: link } = await sandbox.json(`${team}?ws.size=300`);
    expect(link).toContain(part);
    if (kind === 'link-relative') expect(link).toBe(`${team}?ws.size=300`);
  });

  it('totals lie, a team is missing, renamed and deleted', async () => {
    const { total_size: total } = await sandbox.json(team);
    await launchpad('total-high', { times: 1 });
    expect((await sandbox.json(team)).total_size).toBeGreaterThan(total);
    await launchpad('total-low', { times: 1 });
    expect((await sandbox.json(team)).total_size).toBeLessThan(total);
    await launchpad('missing-team', { times: 1 });
    expect((await sandbox.get(team)).status).toBe(404);
    await sandbox.control('PATCH', '/teams/kubuntu-members', { name: 'kubuntu-people' });
    expect((await sandbox.get(team)).status).toBe(404);
    expect((await sandbox.json('/1.0/~kubuntu-people/participants')).total_size).toBe(total);
    expect((await sandbox.control('DELETE', '/teams/kubuntu-people')).status).toBe(204);
    expect((await sandbox.get('/1.0/~kubuntu-people/participants')).status).toBe(404);
  });

  it('leaves the first ones alone when told to', async () => {
    await launchpad('no-body', { after: 2, times: 1 });
    const lengths = [await textOf(team), await textOf(team), await textOf(team), await textOf(team)].map(
      (text) => text.length > 0,
    );
    expect(lengths).toEqual([true, true, false, true]);
  });

  it('other-person answers the look-up and the teams about somebody else', async () => {
    await launchpad('other-person');
    const identifier = encodeURIComponent(`${sandbox.url}/+id/Q4mWz7a`);
    const found = await sandbox.json(`/devel/people?ws.op=getByOpenIDIdentifier&identifier=${identifier}`);
    expect(found.name).toBe('ada-okafor');
    expect((await sandbox.json(`${person}/super_teams`)).entries[0].name).toBe('ubuntumembers');
  });

  it('keeps to the path, and to the mode of a posted message', async () => {
    await launchpad('status', { path: '/participants' });
    await sandbox.fault({ target: 'openid', kind: 'status', path: 'openid.mode=check_authentication' });
    expect((await sandbox.get(person)).status).toBe(200);
    expect((await sandbox.get(team)).status).toBe(503);
    const post = (mode: string) =>
      fetch(`${sandbox.url}/+openid`, { method: 'POST', body: new URLSearchParams({ 'openid.mode': mode }) });
    expect([(await post('associate')).status, (await post('check_authentication')).status]).toEqual([
      400, 503,
    ]);
  });
});
