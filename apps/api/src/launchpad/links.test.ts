import { describe, expect, it } from 'vitest';
import { lowerCaseRedirect, nextPageQuery, parseBase } from './links.ts';

describe('parseBase', () => {
  it.each([
    ['https://api.launchpad.net', 'https://api.launchpad.net', ''],
    ['https://api.launchpad.net/', 'https://api.launchpad.net', ''],
    ['http://127.0.0.1:4000/lp//', 'http://127.0.0.1:4000', '/lp'],
    ['http://localhost:4000/a/b', 'http://localhost:4000', '/a/b'],
    ['http://[::1]:4000', 'http://[::1]:4000', ''],
  ])('reads %s', (url, origin, prefix) => {
    expect(parseBase(url)).toEqual({ origin, prefix });
  });

  it.each([
    'http://api.launchpad.net',
    'http://localhost.example',
    'ftp://127.0.0.1',
    'https://user@api.launchpad.net',
    'https://api.launchpad.net/?a',
    'api.launchpad.net',
    '',
  ])('refuses %j', (url) => {
    expect(() => parseBase(url)).toThrow(TypeError);
  });
});

const base = { origin: 'https://lp.example', prefix: '/lp' };

describe('nextPageQuery', () => {
  const path = '/lp/1.0/~a+b/super_teams';

  it.each([
    ['https://lp.example/lp/1.0/~a+b/super_teams?ws.start=300', '?ws.start=300'],
    ['https://lp.example:443/lp/1.0/~a+b/super_teams?ws.start=300#x', '?ws.start=300'],
    ['https://LP.example/lp/1.0/%7Ea%2Bb/super_teams?ws.start=300', '?ws.start=300'],
    ['https://lp.example/lp/1.0/~a+b/super_teams', ''],
  ])('follows %s', (link, query) => {
    expect(nextPageQuery(link, path, base)).toBe(query);
  });

  it.each([
    ['another host', 'https://evil.example/lp/1.0/~a+b/super_teams?ws.start=300'],
    ['another port', 'https://lp.example:8443/lp/1.0/~a+b/super_teams?ws.start=300'],
    ['another scheme', 'http://lp.example/lp/1.0/~a+b/super_teams?ws.start=300'],
    ['another version', 'https://lp.example/lp/devel/~a+b/super_teams?ws.start=300'],
    ['another prefix', 'https://lp.example/1.0/~a+b/super_teams?ws.start=300'],
    ['another team', 'https://lp.example/lp/1.0/~a/super_teams?ws.start=300'],
    ['another team by dots', 'https://lp.example/lp/1.0/~a+b/../~a/super_teams?ws.start=300'],
    ['another collection', 'https://lp.example/lp/1.0/~a+b/members?ws.start=300'],
    ['a longer path', 'https://lp.example/lp/1.0/~a+b/super_teams/x?ws.start=300'],
    ['an escaped slash', 'https://lp.example/lp/1.0/~a+b%2Fsuper_teams?ws.start=300'],
    ['upper case', 'https://lp.example/lp/1.0/~A+b/super_teams?ws.start=300'],
    ['no scheme', '//evil.example/lp/1.0/~a+b/super_teams?ws.start=300'],
    ['a path only', '/lp/1.0/~a+b/super_teams?ws.start=300'],
    ['a query only', '?ws.start=300'],
    ['a user', 'https://me@lp.example/lp/1.0/~a+b/super_teams?ws.start=300'],
    ['a user that looks like us', 'https://lp.example@evil.example/lp/1.0/~a+b/super_teams'],
    ['a backslash', 'https://lp.example\\@evil.example/lp/1.0/~a+b/super_teams'],
    ['a named operation', 'https://lp.example/lp/1.0/~a+b/super_teams?ws.op=x'],
    ['what stands for a hidden value', 'tag:launchpad.net:2008:redacted'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///lp/1.0/~a+b/super_teams'],
    ['nothing', ''],
  ])('does not follow %s', (_, link) => {
    expect(nextPageQuery(link, path, base)).toBeNull();
  });
});

describe('lowerCaseRedirect', () => {
  const asked = { path: '/lp/1.0/~Mira/super_teams', query: '?ws.size=300' };

  it.each([
    'https://lp.example/lp/1.0/~mira/super_teams?ws.size=300',
    'https://lp.example/lp/1.0/~mira/super_teams',
    '/lp/1.0/%7Emira/super_teams',
  ])('follows %s', (location) => {
    expect(lowerCaseRedirect(location, asked, base)).toBe('/lp/1.0/~mira/super_teams');
  });

  it.each([
    undefined,
    '',
    'https://evil.example/lp/1.0/~mira/super_teams',
    '//lp.example/lp/1.0/~mira/super_teams',
    '/\\lp.example/lp/1.0/~mira/super_teams',
    'https://lp.example/lp/1.0/~Mira/super_teams',
    'https://lp.example/lp/1.0/~mira2/super_teams',
    'https://lp.example/lp/1.0/~mira',
    'https://lp.example/lp/1.0/~mira/super_teams?ws.op=x',
    'https://me@lp.example/lp/1.0/~mira/super_teams',
    '~mira/super_teams',
  ])('does not follow %j', (location) => {
    expect(lowerCaseRedirect(location, asked, base)).toBeNull();
  });

  it('does not follow to where it came from', () => {
    const lower = { path: '/lp/1.0/~mira', query: '' };
    expect(lowerCaseRedirect('https://lp.example/lp/1.0/~mira', lower, base)).toBeNull();
  });
});
