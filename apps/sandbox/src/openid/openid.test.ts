import { describe, expect, it } from 'vitest';
import {
  broughtBack,
  checkAuthentication,
  checkidParams,
  decide,
  returnTo,
} from '../testing/relying-party.ts';
import { useSandbox } from '../testing/use-sandbox.ts';

const sandbox = useSandbox();
const valid = 'ns:http://specs.openid.net/auth/2.0\nis_valid:true\n';
const invalid = 'ns:http://specs.openid.net/auth/2.0\nis_valid:false\n';

describe('signing in', () => {
  it('shows everybody on one page, with markup escaped', async () => {
    const page = await (await sandbox.get(`/+openid?${checkidParams()}`)).text();
    expect(page).toContain('who do you want to be?');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toContain('<img');
    expect(page).toContain('name="openid.return_to"');
  });

  it('brings back an answer that verifies once', async () => {
    const response = await decide(sandbox, { person: 'Q4mWz7a' });
    expect(response.status).toBe(302);
    const answer = broughtBack(response);
    const identifier = `${sandbox.url}/+id/Q4mWz7a`;
    expect(Object.fromEntries(answer)).toMatchObject({
      state: 's1',
      'openid.mode': 'id_res',
      'openid.op_endpoint': `${sandbox.url}/+openid`,
      'openid.claimed_id': identifier,
      'openid.identity': identifier,
      'openid.return_to': returnTo,
      'openid.sreg.nickname': 'mira-lindholm',
      'openid.sreg.email': 'mira@example.org',
      'openid.lp.is_member': 'kubuntu-members',
    });
    expect(answer.has('openid.sreg.fullname')).toBe(false);
    const names = [...answer.keys()].filter((name) => name.startsWith('openid.') && name !== 'openid.sig');
    expect(answer.get('openid.signed')?.split(',')).toEqual(names.map((name) => name.slice(7)).sort());
    expect(await checkAuthentication(sandbox, answer)).toBe(valid);
    expect(await checkAuthentication(sandbox, answer)).toBe(invalid);
  });

  it.each([
    ['a changed value', (answer: URLSearchParams) => answer.set('openid.sreg.nickname', 'ada-okafor')],
    [
      'another identity',
      (answer: URLSearchParams) => answer.set('openid.claimed_id', 'http://evil.example/+id/x'),
    ],
    ['a shorter list', (answer: URLSearchParams) => answer.set('openid.signed', 'return_to,claimed_id')],
    ['a signed field that is missing', (answer: URLSearchParams) => answer.delete('openid.sreg.email')],
    ['another signature', (answer: URLSearchParams) => answer.set('openid.sig', 'AAAA')],
    ['an unknown handle', (answer: URLSearchParams) => answer.set('openid.assoc_handle', 'none')],
    ['no list', (answer: URLSearchParams) => answer.delete('openid.signed')],
  ])('does not verify %s', async (_, forge) => {
    const answer = broughtBack(await decide(sandbox, { person: 'Q4mWz7a' }));
    forge(answer);
    expect(await checkAuthentication(sandbox, answer)).toBe(invalid);
  });

  it('takes a Launchpad name for the person too', async () => {
    const answer = broughtBack(await decide(sandbox, { person: 'grace+work' }));
    expect(answer.get('openid.claimed_id')).toBe(`${sandbox.url}/+id/GraceWk`);
  });

  it('sends no more than is ticked; empty teams are signed all the same', async () => {
    const body = new URLSearchParams([...checkidParams(), ['person', 'Q4mWz7a']]);
    const response = await fetch(`${sandbox.url}/+decide`, { method: 'POST', body, redirect: 'manual' });
    const answer = broughtBack(response);
    expect(answer.has('openid.sreg.email')).toBe(false);
    expect(answer.has('openid.sreg.nickname')).toBe(false);
    expect(answer.get('openid.lp.is_member')).toBe('');
    expect(answer.get('openid.signed')).toContain('lp.is_member');
    expect(await checkAuthentication(sandbox, answer)).toBe(valid);
  });

  it.each([
    ['NoLpad1', 'nickname'],
    ['IdaBrg3', 'email'],
  ])('%s has no %s to send', async (person, field) => {
    const answer = broughtBack(await decide(sandbox, { person }));
    expect(answer.has(`openid.sreg.${field}`)).toBe(false);
    expect(await checkAuthentication(sandbox, answer)).toBe(valid);
  });

  it('posts an answer that is too long for a URL', async () => {
    const request = checkidParams({ 'openid.sreg.optional': 'fullname' });
    const response = await decide(sandbox, { person: 'LongDp1' }, request);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Security-Policy')).not.toContain('form-action');
    const page = await response.text();
    expect(page).toContain(`<form\n        method="post"`);
    expect(page).toContain('action="http://localhost:3000/auth/ubuntu/callback?state=s1"');
    const fields = [...page.matchAll(/name="(openid\.[^"]+)" value="([^"]*)"/g)];
    const answer = new URLSearchParams(
      fields.map(([, name = '', value = '']): [string, string] => [name, value]),
    );
    expect(answer.get('openid.sreg.fullname')).toHaveLength(200);
    expect(await checkAuthentication(sandbox, answer)).toBe(valid);
  });

  it('goes back when the person declines', async () => {
    const answer = broughtBack(await decide(sandbox, { cancel: '1' }));
    expect([answer.get('openid.mode'), answer.get('state')]).toEqual(['cancel', 's1']);
  });

  it('refuses somebody who is not there', async () => {
    expect((await decide(sandbox, { person: 'nobody' })).status).toBe(400);
  });
});

describe('requests that cannot be answered', () => {
  it.each([
    ['outside the realm', { 'openid.return_to': 'http://evil.example/' }],
    ['beside the realm', { 'openid.realm': 'http://localhost:3000/auth/ubu' }],
    ['at another port', { 'openid.realm': 'http://localhost:3001' }],
    ['no web address', { 'openid.return_to': 'javascript:alert(1)', 'openid.realm': 'javascript:alert(1)' }],
    ['a line break', { 'openid.return_to': 'http://localhost:3000/\nx' }],
  ])('%s: nobody is redirected', async (_, wrong) => {
    const response = await sandbox.get(`/+openid?${checkidParams(wrong)}`);
    expect([response.status, response.headers.get('Location')]).toEqual([400, null]);
  });

  it('tells the site about an identity of another provider', async () => {
    const other = 'https://elsewhere.example/+id/x';
    const request = checkidParams({ 'openid.claimed_id': other, 'openid.identity': other });
    const answer = broughtBack(await sandbox.get(`/+openid?${request}`));
    expect(answer.get('openid.mode')).toBe('error');
  });

  it('cannot answer without the person', async () => {
    const request = checkidParams({ 'openid.mode': 'checkid_immediate' });
    expect(broughtBack(await sandbox.get(`/+openid?${request}`)).get('openid.mode')).toBe('setup_needed');
  });

  it.each([
    ['associate', 'openid.mode=associate&openid.assoc_type=HMAC-SHA256', 'error_code:unsupported-type'],
    ['no mode', '', 'error:'],
    ['an unknown mode', 'openid.mode=%0Ax:y', 'error:'],
    ['a parameter twice', 'openid.mode=associate&openid.mode=associate', 'error:'],
  ])('%s is a direct error', async (_, body, expected) => {
    const response = await fetch(`${sandbox.url}/+openid`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(expected);
  });
});

describe('discovery', () => {
  it.each([
    ['/', 'server'],
    ['/+id/Q4mWz7a', 'signon'],
  ])('%s', async (path, kind) => {
    const page = await sandbox.get(path, { Accept: 'text/html' });
    const location = page.headers.get('X-XRDS-Location') ?? '';
    const document = await (await fetch(location)).text();
    expect(document).toContain(`http://specs.openid.net/auth/2.0/${kind}<`);
    expect(document).toContain(`<URI>${sandbox.url}/+openid</URI>`);
    expect(await (await sandbox.get(path, { Accept: 'application/xrds+xml' })).text()).toBe(document);
  });
});
