import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { EnvError, readEnv } from './env.ts';

type Source = Record<string, string | undefined>;
const REQUIRED: Source = {
  SESSION_SECRET: 'a-long-secret',
  SMTP_URL: 'smtp://localhost:25',
  MAIL_FROM: 'aliases@example.org',
};
const read = (source: Source = {}, role = 'all') => readEnv({ ...REQUIRED, ...source }, { role });

function problemsOf(source: Source, role = 'all'): string[] {
  try {
    readEnv(source, { role });
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
}

it('has a default for everything but secrets and mail', () => {
  expect(read()).toEqual({
    ...REQUIRED,
    SESSION_SECRET: ['a-long-secret'],
    role: 'all',
    PORT: 3000,
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://localhost:3000',
    TRUSTED_PROXIES: [],
    UBUNTU_SSO_URL: 'https://login.ubuntu.com',
    UBUNTU_REALM: 'http://localhost:3000/',
    UBUNTU_CALLBACK_URL: 'http://localhost:3000/auth/ubuntu/callback',
    LAUNCHPAD_URL: 'https://api.launchpad.net',
    DATABASE_POOL_SIZE: 10,
    DATA_DIR: '.data',
    MAIL_HOSTS: [],
    SYNC_INTERVAL_MINUTES: 15,
    GRACE_DAYS: 30,
    TRICKLE_PER_MINUTE: 30,
    IDENTITY_SECRET: [],
    ADMIN_IDENTIFIERS: [],
    ADMIN_CONTACTS: [],
    RATE_LIMIT_FACTOR: 1,
    LOG_LEVEL: 'info',
    isSecure: false,
    isTestInstallation: false,
  });
});

describe('each variable', () => {
  const ID = 'https://login.ubuntu.com/+id/AbC12_-x';
  test.each<[string, string, unknown]>([
    ['PORT', '8080', 8080], ['PORT', '65535', 65_535], ['HOST', '0.0.0.0', '0.0.0.0'],
    ['PUBLIC_URL', 'https://my.example.org', 'https://my.example.org'], ['PUBLIC_URL', 'https://my.example.org///', 'https://my.example.org'],
    ['PUBLIC_URL', 'https://MY.example.org:443/', 'https://my.example.org'], ['PUBLIC_URL', 'http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
    ['PUBLIC_URL', 'http://[::1]:3000', 'http://[::1]:3000'], ['PUBLIC_URL', 'https://my.example.org/?', 'https://my.example.org'],
    ['TRUSTED_PROXIES', '10.0.0.1, ::1 ,10.1.0.0/16,fd00::/8,', ['10.0.0.1', '::1', '10.1.0.0/16', 'fd00::/8']],
    ['UBUNTU_SSO_URL', 'https://sso.example.org/x/', 'https://sso.example.org/x'], ['UBUNTU_SSO_URL', 'http://127.9.9.9:1', 'http://127.9.9.9:1'],
    ['UBUNTU_SSO_URL', 'https://login.ubuntu.com/#', 'https://login.ubuntu.com'],
    ['LAUNCHPAD_URL', 'http://localhost:4/', 'http://localhost:4'], ['LAUNCHPAD_URL', ' ', 'https://api.launchpad.net'],
    ['DATABASE_URL', 'postgresql://u:p@h:5432/d', 'postgresql://u:p@h:5432/d'], ['DATABASE_URL', 'postgres://h/d', 'postgres://h/d'],
    ['MAIL_HOSTS', 'MX1.example.org., mx2.example.org', ['mx1.example.org', 'mx2.example.org']], ['MAIL_SPF', 'v=spf1 include:x.org -all', 'v=spf1 include:x.org -all'],
    ['DNS_SERVERS', '127.0.0.1:5353,::1', [{ host: '127.0.0.1', port: 5353 }, { host: '::1', port: 53 }]],
    ['DATABASE_POOL_SIZE', '200', 200], ['DATA_DIR', '/var/lib/x', '/var/lib/x'], ['RATE_LIMIT_FACTOR', '0.5', 0.5],
    ['SESSION_SECRET', 'newest-one, older-one', ['newest-one', 'older-one']],
    ['SMTP_URL', 'smtps://u:p@mx.example.org:465', 'smtps://u:p@mx.example.org:465'],
    ['MAIL_FROM', 'Ubuntu addresses <aliases@example.org>', 'Ubuntu addresses <aliases@example.org>'],
    ['MAIL_FROM', 'aliases@localhost', 'aliases@localhost'],
    ['ADMIN_IDENTIFIERS', `${ID},`, [ID]], ['ADMIN_CONTACTS', 'a@x.org, b@y.org', ['a@x.org', 'b@y.org']],
    ['METRICS_PORT', '9100', 9100], ['METRICS_PORT', '', undefined], ['LOG_LEVEL', 'silent', 'silent'],
  ])('%s=%s', (name, value, expected) => {
    expect(Object.entries(read({ [name]: value })).find(([key]) => key === name)?.[1]).toEqual(expected);
  }); // prettier-ignore

  test.each([
    ['PORT', '0'], ['PORT', '65536'], ['PORT', 'http'], ['PORT', '80.5'], ['METRICS_PORT', '-1'], ['METRICS_PORT', 'no'],
    ['PUBLIC_URL', 'my.example.org'], ['PUBLIC_URL', 'https://my.example.org/app'], ['PUBLIC_URL', 'http://my.example.org'],
    ['PUBLIC_URL', 'ftp://my.example.org'], ['PUBLIC_URL', 'https://u:p@my.example.org'], ['PUBLIC_URL', 'https://my.example.org/?x=1'],
    ['PUBLIC_URL', 'http://localhost.example.org'], ['PUBLIC_URL', 'http://127.0.0.1.example.org'], ['PUBLIC_URL', 'http://0.0.0.0'],
    ['TRUSTED_PROXIES', 'proxy.example.org'], ['TRUSTED_PROXIES', '10.0.0.1,10.0.0.0/33'],
    ['UBUNTU_SSO_URL', 'http://login.ubuntu.com'], ['UBUNTU_SSO_URL', 'https://login.ubuntu.com/#x'], ['UBUNTU_SSO_URL', 'login'],
    ['UBUNTU_CALLBACK_URL', 'http://example.org/cb'], ['UBUNTU_CALLBACK_URL', 'https://elsewhere.example.org/cb'],
    ['UBUNTU_REALM', 'nonsense'], ['UBUNTU_REALM', 'http://localhost:3000/elsewhere'], ['UBUNTU_REALM', 'http://localhost:3001/'],
    ['UBUNTU_REALM', 'https://localhost:3000/'], ['UBUNTU_REALM', 'http://localhost:3000/#x'], ['UBUNTU_REALM', 'http://localhost:3000/auth/ubuntu/call'],
    ['LAUNCHPAD_URL', 'http://api.launchpad.net'], ['LAUNCHPAD_URL', 'javascript:alert(1)'], ['LAUNCHPAD_URL', 'https://'],
    ['DATABASE_URL', 'mysql://h/d'], ['DATABASE_URL', 'h'], ['DATABASE_POOL_SIZE', '0'], ['DATABASE_POOL_SIZE', '201'],
    ['SESSION_SECRET', 'short'], ['SESSION_SECRET', 'long-enough,short'], ['SESSION_SECRET', ','],
    ['SMTP_URL', 'https://mx.example.org'], ['SMTP_URL', 'mx.example.org:25'], ['SMTP_URL', 'smtp://'],
    ['MAIL_FROM', 'nobody'], ['MAIL_FROM', 'X <nobody>'], ['MAIL_FROM', 'a@x.org\r\nBcc: b@x.org'], ['MAIL_FROM', 'X\n <a@x.org>'],
    ['ADMIN_IDENTIFIERS', 'mira'], ['ADMIN_IDENTIFIERS', 'https://login.ubuntu.com/mira'], ['ADMIN_IDENTIFIERS', 'https://sso.example.org/+id/abc'],
    ['ADMIN_IDENTIFIERS', `https://login.ubuntu.com/+id/${'a'.repeat(65)}`], ['ADMIN_IDENTIFIERS', 'https://login.ubuntu.com/+id/a?x'],
    ['ADMIN_CONTACTS', 'ops'], ['ADMIN_CONTACTS', 'ops@x.org,nobody'], ['RATE_LIMIT_FACTOR', '0'], ['RATE_LIMIT_FACTOR', '-1'],
    ['RATE_LIMIT_FACTOR', 'Infinity'], ['RATE_LIMIT_FACTOR', 'fast'], ['LOG_LEVEL', 'loud'],
  ])('%s=%j stops the start, naming it', (name, value) => {
    const problems = problemsOf({ ...REQUIRED, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  }); // prettier-ignore

  test.each(Object.keys(REQUIRED))('%s is required; empty is not set', (name) => {
    for (const value of [undefined, '', '  '])
      expect(problemsOf({ ...REQUIRED, [name]: value })).toEqual([`${name} is required`]);
  });
});

it('lists everything that is wrong at once', () => {
  const problems = problemsOf({ PORT: 'x', PUBLIC_URL: 'x', LOG_LEVEL: 'x', SMTP_URL: 'x', TRUSTED_PROXIES: 'x' }, 'janitor');
  for (const name of ['PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'SMTP_URL', 'TRUSTED_PROXIES', 'SESSION_SECRET', 'MAIL_FROM', '--role'])
    expect(problems.filter((p) => p.startsWith(name))).toHaveLength(1);
  expect(problems).toHaveLength(8);
}); // prettier-ignore

it('never repeats a value: some of them are secrets', () => {
  const names = Object.keys(read({ DATABASE_URL: 'postgres://h/d', METRICS_PORT: '1' }));
  const bad = fc
    .constantFrom(...names)
    .chain((name) =>
      fc.stringMatching(/^[a-z]{12,20}$/).map((value): [string, string] => [name, `§${value}`]),
    );
  fc.assert(
    fc.property(bad, ([name, value]) => {
      expect(problemsOf({ ...REQUIRED, [name]: value }).join()).not.toContain(value);
    }),
  );
});

describe('the role', () => {
  it('of its own needs a database of its own', () => {
    expect(read({ DATABASE_URL: 'postgres://h/d' }, 'worker').role).toBe('worker');
    for (const role of ['api', 'worker']) expect(problemsOf(REQUIRED, role)[0]).toContain('DATABASE_URL');
  });

  test.each(['', 'API', 'forwarders'])('%j is none', (role) => {
    expect(problemsOf(REQUIRED, role)).toEqual([expect.stringContaining('--role')]);
  });
});

describe('what follows from other variables', () => {
  it('addresses and the cookie from PUBLIC_URL', () => {
    expect(read({ PUBLIC_URL: 'https://my.example.org/' })).toMatchObject({
      UBUNTU_REALM: 'https://my.example.org/',
      UBUNTU_CALLBACK_URL: 'https://my.example.org/auth/ubuntu/callback',
      isSecure: true,
    });
    expect(read({ PORT: '4000' }).PUBLIC_URL).toBe('http://localhost:4000');
  });

  test.each([
    ['https://my.example.org/', 'https://my.example.org/cb', true],
    ['https://my.example.org', 'https://my.example.org/cb', true],
    ['https://*.example.org/', 'https://my.example.org/cb', true],
    ['https://*.example.org/', 'https://example.org/cb', true],
    ['https://*.example.org/', 'https://badexample.org/cb', false],
    ['https://my.example.org/app', 'https://my.example.org/app/cb', true],
    ['https://my.example.org/app', 'https://my.example.org/apple/cb', false],
    ['https://my.example.org/', 'https://other.example.org/cb', false],
  ])('realm %s and callback %s: %s', (UBUNTU_REALM, UBUNTU_CALLBACK_URL, isFine) => {
    const problems = problemsOf({ ...REQUIRED, UBUNTU_REALM, UBUNTU_CALLBACK_URL });
    expect(problems).toEqual(isFine ? [] : ['UBUNTU_CALLBACK_URL must be below UBUNTU_REALM']);
  });

  it('admins belong to the provider that is in use', () => {
    const sso = 'https://sso.example.org';
    const source = { UBUNTU_SSO_URL: `${sso}/`, ADMIN_IDENTIFIERS: `${sso}/+id/abc` };
    expect(read(source)).toMatchObject({ isTestInstallation: true, ADMIN_IDENTIFIERS: [`${sso}/+id/abc`] });
    // A host that only begins like it is another one.
    const near = 'https://sso.example.org.evil.example/+id/abc';
    expect(problemsOf({ ...REQUIRED, ...source, ADMIN_IDENTIFIERS: near })).toHaveLength(1);
  });
});
