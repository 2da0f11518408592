import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, Middleware } from 'koa';
import { isDataKind, type Fault } from '../faults/fault.ts';
import type { SandboxState } from '../state.ts';
import { launchpadJson } from './json.ts';
import { notFound, textReply, type Reply } from './reply.ts';
import { answerLaunchpad, type LaunchpadRequest } from './service.ts';
import { spoiledReply } from './spoil.ts';

const compress = promisify(gzip);

function readRequest(ctx: Context, path: string): LaunchpadRequest | null {
  const match = /^\/(1\.0|devel)\/(.*)$/.exec(path);
  if (!match) return null;
  try {
    const decodedPath = decodeURIComponent(match[2] ?? '');
    const version = match[1] === 'devel' ? 'devel' : '1.0';
    return { version, path: decodedPath, params: new URLSearchParams(ctx.querystring) };
  } catch {
    return null;
  }
}

const bare = (tag: string): string =>
  tag
    .trim()
    .replace(/^W\//, '')
    .replace(/-gzip"$/, '"');

function isUnchanged(ctx: Context, etag: string): boolean {
  const asked = ctx.get('If-None-Match');
  return asked !== '' && asked.split(',').some((tag) => bare(tag) === etag || tag.trim() === '*');
}

/** The front end compresses, and marks the tag of what it compressed. */
async function send(ctx: Context, reply: Reply): Promise<void> {
  const wantsGzip = ctx.acceptsEncodings('gzip', 'identity') === 'gzip';
  ctx.vary('Accept-Encoding');
  ctx.status = reply.status;
  if (reply.location !== undefined) ctx.set('Location', reply.location);
  if (reply.etag !== undefined) {
    ctx.set('ETag', wantsGzip ? reply.etag.replace(/"$/, '-gzip"') : reply.etag);
    if (isUnchanged(ctx, reply.etag)) {
      ctx.status = 304;
      return;
    }
  }
  const text = reply.json === undefined ? (reply.text ?? '') : launchpadJson(reply.json);
  ctx.body = wantsGzip && reply.json !== undefined ? await compress(text) : text;
  ctx.set(
    'Content-Type',
    reply.json === undefined ? `${reply.type ?? 'text/plain'}; charset=utf-8` : 'application/json',
  );
  if (Buffer.isBuffer(ctx.body)) ctx.set('Content-Encoding', 'gzip');
}

/** The web service under `/1.0` and `/devel`, and once more under `/elsewhere`, where no fault reaches. */
export function launchpad({ world, origin, requests }: SandboxState): Middleware {
  return async function launchpadMiddleware(ctx, next) {
    const isElsewhere = ctx.path.startsWith('/elsewhere/');
    const prefix = isElsewhere ? '/elsewhere'.length : 0;
    const path = ctx.path.slice(prefix);
    if (!/^\/(1\.0|devel)(\/|$)/.test(path)) return next();
    if (isElsewhere) requests.add(ctx);
    if (ctx.method === 'HEAD') return send(ctx, textReply(405, 'Method not allowed'));
    if (ctx.method !== 'GET') return send(ctx, textReply(401, 'Unauthorized'));
    const request = readRequest(ctx, path);
    if (!request) return send(ctx, notFound(path.split('/')[2] ?? ''));
    const fault: Fault | undefined = ctx.state.fault;
    const reply =
      fault && isDataKind(fault.kind)
        ? spoiledReply(fault.kind, world, origin, request, ctx.url)
        : answerLaunchpad(world, origin, request);
    await send(ctx, reply);
  };
}
