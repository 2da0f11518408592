import type Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import { AppError, type AppErrorCode } from '@ubuntu-aliases/shared';
import type { Once } from './idempotency.ts';
import type { CurrentMember } from './middleware/require-member.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Everything about an endpoint in one place: it parses, it checks the answer, and it becomes OpenAPI. */
export interface Endpoint<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  method: Method;
  /** In the router's form: `/aliases/:id`. */
  path: string;
  summary: string;
  tag: string;
  /** `member`: signed in; `admin`: with any role, which the handler then narrows; `public`: anybody. */
  access: 'public' | 'member' | 'admin';
  params?: P;
  query?: Q;
  body?: B;
  /** Nothing at all counts as `{}`. */
  isBodyOptional?: boolean;
  /** Of an answer that is no JSON: its response is a stream. */
  contentType?: string;
  status: 200 | 201 | 202;
  response: R;
  /** Refusals of its own, beside those that every endpoint may give. */
  refusals?: readonly AppErrorCode[];
  /** PATCH, PUT and DELETE ask for If-Match. */
  conditional?: boolean;
  /** A POST of a member is done once for an `Idempotency-Key`, unless its answer is not to be kept. */
  forgetsAnswer?: boolean;
  /** The handler may send another form than JSON, by setting `ctx.body` itself. */
  alsoSends?: 'text/csv';
}

export interface Call<P, Q, B> {
  ctx: Context;
  params: P;
  query: Q;
  body: B;
  /** Null for `public` endpoints only. */
  member: CurrentMember;
  requestId: string;
}

export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

export interface ApiOptions {
  findMember: (ctx: Context) => CurrentMember | null;
  /** Runs once it is known who asks; counts against limits. */
  limit: Middleware;
  /** Reads a body; run only where one is expected, of somebody who may send it. */
  readBody: Middleware;
  /** Does a request with an `Idempotency-Key` once. */
  once: Once;
}

/** Whether an `Idempotency-Key` is honoured: whoever sends one is known by then. */
export function isDoneOnce(spec: Pick<AnyEndpoint, 'method' | 'access' | 'forgetsAnswer'>): boolean {
  return spec.method === 'post' && spec.access !== 'public' && !spec.forgetsAnswer;
}

/** Registers endpoints on a router and remembers them for the OpenAPI document. */
export function createApi(router: Router, options: ApiOptions) {
  const endpoints: AnyEndpoint[] = [];

  function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    spec: Endpoint<P, Q, B, R>,
    handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
    ...before: Middleware[]
  ): void {
    endpoints.push(spec as unknown as AnyEndpoint);
    const requireAccess: Middleware = async function requireAccess(ctx, next) {
      ctx.state['route'] = `${spec.method.toUpperCase()} ${spec.path}`;
      const member = options.findMember(ctx);
      if (spec.access !== 'public' && !member) throw new AppError('auth.required');
      if (spec.access === 'admin' && member?.roles.length === 0) throw new AppError('auth.forbidden');
      await next();
    };
    const reading = spec.body ? [options.readBody] : [];
    router[spec.method](spec.path, options.limit, ...before, requireAccess, ...reading, async (ctx) => {
      const member = options.findMember(ctx) as CurrentMember;
      const call = {
        ctx,
        params: parse(spec.params, ctx['params'], 'path', 'request.not_found'),
        query: parse(spec.query, single(ctx.query), 'query'),
        body: spec.body
          ? parse(spec.body, jsonBody(ctx, spec.isBodyOptional), 'body')
          : (undefined as z.output<B>),
        member,
        requestId: ctx.state['requestId'],
      };
      // Parsing what leaves drops every field that the contract does not name.
      const run = async () => ({
        status: spec.status,
        body: spec.response.parse(await handle(call)) as object,
      });
      const answer = isDoneOnce(spec) ? await options.once(ctx, member.id, run) : await run();
      // Another form of the same was set by the handler.
      if (spec.alsoSends && ctx.body != null) return;
      ctx.status = answer.status;
      ctx.body = answer.body;
    });
  }
  return { endpoint, endpoints };
}

export type Api = ReturnType<typeof createApi>;

function parse<T extends z.ZodType>(
  schema: T | undefined,
  value: unknown,
  where: string,
  code: AppErrorCode = 'request.invalid',
): z.output<T> {
  if (!schema) return undefined as z.output<T>;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError(code, {
    details: {
      where,
      problems: result.error.issues
        .slice(0, 10)
        .map(({ path, code }) => ({ field: path.join('.').slice(0, 100), code })),
    },
  });
}

/** A parameter given twice is ambiguous, so it is refused rather than read one way or the other. */
function single(query: Context['query']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (typeof value !== 'string')
        throw new AppError('request.invalid', { details: { where: 'query', repeated: true } });
      return [name, value];
    }),
  );
}

function jsonBody(ctx: Context, isOptional = false): unknown {
  // Neither a length nor chunks: there is no body (RFC 9112 §6.3).
  if (isOptional && !ctx.get('Transfer-Encoding') && !Number(ctx.get('Content-Length'))) return {};
  if (!ctx.is('application/json')) throw new AppError('request.unsupported_media_type');
  const { body, rawBody } = ctx.request as { body?: unknown; rawBody?: string };
  // The parser makes an empty object of nothing at all.
  if (!rawBody) throw new AppError('request.invalid', { details: { where: 'body', empty: true } });
  return body;
}
