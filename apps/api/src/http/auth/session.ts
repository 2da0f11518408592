import type Koa from 'koa';
import type { Context, Middleware } from 'koa';
import { createSession } from 'koa-session';
import type { SessionStore, StoredSession } from './ports.ts';
import { createSecret, hashSecret, isSecret } from './secret.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** However it is used, a session ends after this long. */
const LIFETIME_MS = 30 * DAY_MS;
/** Unused, it ends after this long. */
const IDLE_MS = 7 * DAY_MS;
/** Use is written down at most this often. */
const TOUCH_EVERY_MS = 5 * MINUTE_MS;

/** `ctx.state.session` of a request by somebody who is signed in. */
export interface CurrentSession extends StoredSession {
  idHash: string;
}

/** What `koa-session` keeps under an id: nothing but whose it is. */
interface SessionContents {
  memberId: string;
}

interface LibrarySession {
  regenerate(): Promise<void>;
  manuallyCommit(): Promise<void>;
}

/**
 * `koa-session` over our store. It is told to write nothing by itself (`autoCommit`), so a visitor
 * who is not signed in has neither a row nor a cookie. The cookie lives as long as a session may;
 * the store decides when it ends. An id that the store does not know is never adopted: the library
 * makes a new one.
 */
export function createSessionMiddleware(
  app: Koa,
  options: { keys: string[]; secure: boolean; store: SessionStore; clock?: () => Date },
): Middleware {
  app.keys = options.keys;
  const library = createSession(
    {
      key: options.secure ? '__Host-session' : 'session',
      maxAge: LIFETIME_MS,
      httpOnly: true,
      secure: options.secure,
      sameSite: 'lax',
      signed: true,
      overwrite: true,
      autoCommit: false,
      rolling: false,
      renew: false,
      genid: () => createSecret(),
      store: createLibraryStore(options.store, options.clock ?? (() => new Date())),
    },
    app,
  );
  return async function session(ctx, next) {
    // TLS ends at the proxy, and nothing that it forwards is believed: the configuration says
    // whether it is https.
    ctx.cookies.secure = options.secure;
    await library(ctx, next);
  };
}

export function currentSession(ctx: Context): CurrentSession | null {
  const session: CurrentSession | undefined = ctx.state.session;
  return session ?? null;
}

/**
 * Starts a session that shares nothing with the one before. The library's `regenerate` changes the
 * id only and would carry the contents over, so they are replaced first; it then destroys the old
 * id and stores the new one.
 */
export async function signInSession(ctx: Context, member: { memberId: string }): Promise<void> {
  ctx.session = { memberId: member.memberId } satisfies SessionContents;
  await librarySession(ctx).regenerate();
  delete ctx.state.session;
}

/**
 * Destroys the session in the store, so that a copy of its cookie is worth nothing, and clears the
 * cookie.
 */
export async function signOutSession(ctx: Context): Promise<void> {
  const session = librarySession(ctx);
  ctx.session = null;
  await session.manuallyCommit();
  delete ctx.state.session;
}

function createLibraryStore(store: SessionStore, clock: () => Date) {
  return {
    async get(id: string, _maxAge: number, { ctx }: { ctx?: Context }): Promise<SessionContents | null> {
      if (!ctx || !isSecret(id)) return null;
      const now = clock();
      const idHash = hashSecret(id);
      const found = await store.find(idHash, now);
      if (!found || found.expiresAt <= now || endOfLife(found.createdAt) <= now) return null;
      if (now.getTime() - found.lastUsedAt.getTime() >= TOUCH_EVERY_MS) {
        await store.touch(idHash, now, expiry(found.createdAt, now));
      }
      ctx.state.session = { ...found, idHash } satisfies CurrentSession;
      return { memberId: found.memberId };
    },

    async set(id: string, contents: SessionContents, _maxAge: number, { ctx }: { ctx?: Context }) {
      const now = clock();
      await store.create({
        idHash: hashSecret(id),
        memberId: contents.memberId,
        userAgent: ctx?.get('user-agent').slice(0, 256) || null,
        createdAt: now,
        expiresAt: expiry(now, now),
      });
    },

    /**
     * The library also "destroys" the ids that it made up for visitors; only one that was found is
     * in the store.
     */
    async destroy(id: string, { ctx }: { ctx?: Context }) {
      const idHash = hashSecret(id);
      if (ctx && currentSession(ctx)?.idHash === idHash) await store.destroy(idHash);
    },
  };
}

function expiry(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE_MS, endOfLife(createdAt).getTime()));
}

function endOfLife(createdAt: Date): Date {
  return new Date(createdAt.getTime() + LIFETIME_MS);
}

function librarySession(ctx: Context): LibrarySession {
  const session: LibrarySession = ctx.session;
  return session;
}
