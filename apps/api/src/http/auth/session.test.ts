import Koa from 'koa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashSecret } from './secret.ts';
import { createSessionMiddleware, currentSession, signInSession, signOutSession } from './session.ts';
import { createBrowser, type TestBrowser } from './testing/browser.ts';
import { listen, type Listening } from './testing/listen.ts';
import { memorySessions } from './testing/stores.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let sessions: ReturnType<typeof memorySessions>;
let listening: Listening;
let now: Date;
let browser: TestBrowser;

async function start(keys = ['first key']): Promise<Listening> {
  const app = new Koa();
  app.silent = true;
  app.use(createSessionMiddleware(app, { keys, secure: false, store: sessions, clock: () => now }));
  app.use(async (ctx) => {
    if (ctx.path.startsWith('/in/')) await signInSession(ctx, { memberId: ctx.path.slice(4) });
    if (ctx.path === '/out') await signOutSession(ctx);
    if (ctx.path === '/write') ctx.session = { memberId: 'mallory', role: 'admin' };
    if (ctx.path === '/fail') throw new Error('after the session was read');
    ctx.body = { session: currentSession(ctx) };
  });
  return listen(app.callback());
}

beforeEach(async () => {
  sessions = memorySessions();
  now = new Date('2026-03-01T12:00:00Z');
  listening = await start();
  browser = createBrowser(listening.url);
});
afterEach(() => listening.close());

async function memberOf(client = browser): Promise<string | null> {
  const { session }: { session: { memberId: string } | null } = JSON.parse((await client.send('/')).body);
  return session?.memberId ?? null;
}

const onlyRow = () => [...sessions.rows.values()][0];
const later = (ms: number) => void (now = new Date(now.getTime() + ms));

describe('somebody who is not signed in', () => {
  test('has no cookie and touches no store', async () => {
    expect((await browser.send('/')).setCookies).toEqual([]);
    expect((await browser.send('/fail')).setCookies).toEqual([]);
    expect(sessions.calls).toEqual([]);
  });

  test.each([
    ['an unsigned id', { session: 'a'.repeat(43) }],
    ['an id with a made-up signature', { session: 'a'.repeat(43), 'session.sig': 'b'.repeat(27) }],
    ['an id of another form', { session: 'x', 'session.sig': 'x' }],
    ['an empty id', { session: '' }],
  ])('is not let in by %s', async (_name, cookies) => {
    for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value);
    expect(await memberOf()).toBeNull();
    expect(sessions.calls).toEqual([]);
  });

  test('is not given a session by writing to `ctx.session`', async () => {
    expect((await browser.send('/write')).setCookies).toEqual([]);
    expect(sessions.rows.size).toBe(0);
  });
});

describe('signing in', () => {
  test('stores whose it is under a hash of 256 random bits', async () => {
    const { setCookies } = await browser.send('/in/ada', { headers: { 'user-agent': 'Firefox' } });
    const id = browser.cookies.get('session') ?? '';
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(sessions.rows).toEqual(
      new Map([
        [
          hashSecret(id),
          {
            idHash: hashSecret(id),
            memberId: 'ada',
            userAgent: 'Firefox',
            createdAt: now,
            lastUsedAt: now,
            expiresAt: new Date(now.getTime() + 7 * DAY),
          },
        ],
      ]),
    );
    expect(
      setCookies.map((cookie) => cookie.replace(/=[^;]*;/, '=…;').replace(/expires=[^;]*/, 'expires=…')),
    ).toEqual([
      'session=…; path=/; expires=…; samesite=lax; httponly',
      'session.sig=…; path=/; expires=…; samesite=lax; httponly',
    ]);
  });

  test('gives each request the row with its member, and no new cookie', async () => {
    await browser.send('/in/ada');
    const answer = await browser.send('/');
    expect(JSON.parse(answer.body).session).toMatchObject({ memberId: 'ada', member: { id: 'ada' } });
    expect(answer.setCookies).toEqual([]);
  });

  test('cuts a long user agent', async () => {
    await browser.send('/in/ada', { headers: { 'user-agent': 'x'.repeat(2000) } });
    expect(onlyRow()?.userAgent).toHaveLength(256);
  });

  test('over another session ends that one and keeps nothing of it', async () => {
    await browser.send('/in/ada');
    const old = createBrowser(listening.url);
    for (const [name, value] of browser.cookies) old.cookies.set(name, value);
    await browser.send('/in/bob');
    expect(sessions.rows.size).toBe(1);
    expect(await memberOf()).toBe('bob');
    expect(await memberOf(old)).toBeNull();
  });

  test('never adopts an id that the browser brings, even one that was ours', async () => {
    await browser.send('/in/ada');
    const fixed = new Map(browser.cookies);
    await browser.send('/out');
    for (const [name, value] of fixed) browser.cookies.set(name, value);
    await browser.send('/in/bob');
    expect(browser.cookies.get('session')).not.toBe(fixed.get('session'));
    expect(sessions.rows.has(hashSecret(fixed.get('session') ?? ''))).toBe(false);
  });

  test('writes once for a sign-in', async () => {
    await browser.send('/in/ada');
    expect(sessions.calls).toEqual(['create']);
  });
});

test('writing to `ctx.session` changes no session that is there', async () => {
  await browser.send('/in/ada');
  await browser.send('/write');
  expect(await memberOf()).toBe('ada');
});

describe('the end of a session', () => {
  beforeEach(async () => void (await browser.send('/in/ada')));

  test('use is written down at most every five minutes', async () => {
    sessions.calls.length = 0;
    for (const minutes of [1, 2, 1, 1, 1, 4, 1]) {
      later(minutes * MINUTE);
      await memberOf();
    }
    expect(sessions.calls.filter((call) => call === 'touch')).toHaveLength(2);
    expect(onlyRow()?.expiresAt).toEqual(new Date(now.getTime() - MINUTE + 7 * DAY));
  });

  test('comes after seven days without use', async () => {
    later(7 * DAY - 1);
    expect(await memberOf()).toBe('ada');
    later(7 * DAY);
    expect(await memberOf()).toBeNull();
  });

  test('comes after thirty days however it is used', async () => {
    for (let day = 0; day < 29; day += 1) {
      later(DAY);
      expect(await memberOf()).toBe('ada');
    }
    later(DAY - 1);
    expect(await memberOf()).toBe('ada');
    expect(onlyRow()?.expiresAt).toEqual(new Date('2026-03-31T12:00:00Z'));
    later(1);
    expect(await memberOf()).toBeNull();
  });

  test('comes when its row is gone', async () => {
    sessions.rows.clear();
    expect(await memberOf()).toBeNull();
    expect(sessions.calls).not.toContain('destroy');
  });

  test('comes by signing out, and clears the cookies', async () => {
    const { setCookies } = await browser.send('/out');
    expect(setCookies.map((cookie) => /^([^=]+)=.*expires=Thu, 01 Jan 1970/.exec(cookie)?.[1])).toEqual([
      'session',
      'session.sig',
    ]);
    expect(sessions.rows.size).toBe(0);
  });

  test('does not come with a new first key while the old one is listed', async () => {
    const rotated = await start(['second key', 'first key']);
    const moved = createBrowser(rotated.url);
    for (const [name, value] of browser.cookies) moved.cookies.set(name, value);
    expect(await memberOf(moved)).toBe('ada');
    const dropped = await start(['third key']);
    const lost = createBrowser(dropped.url);
    for (const [name, value] of browser.cookies) lost.cookies.set(name, value);
    expect(await memberOf(lost)).toBeNull();
    await Promise.all([rotated.close(), dropped.close()]);
  });
});
