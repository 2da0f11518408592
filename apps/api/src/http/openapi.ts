import type { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { problemSchema, type AppErrorCode } from '@ubuntu-aliases/shared';
import { isDoneOnce, type AnyEndpoint } from './guard.ts';
import { PROBLEMS } from './problems.ts';

const PROBLEM = { 'application/problem+json': { schema: problemSchema.meta({ id: 'Problem' }) } };

const IDEMPOTENCY_KEY = {
  in: 'header',
  name: 'Idempotency-Key',
  schema: { type: 'string', maxLength: 255 },
  description: 'The same request with the same key is done once within a day and answered alike',
} as const;

/** The OpenAPI 3.1 document, made from the same endpoints that the guard serves. */
export function createOpenApi(endpoints: readonly AnyEndpoint[], { version }: { version: string }) {
  const paths: ZodOpenApiPathsObject = {};
  for (const spec of endpoints) {
    const path = `/api/v1${spec.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = {
      ...paths[path],
      [spec.method]: {
        summary: spec.summary,
        tags: [spec.tag],
        operationId: `${spec.method}${spec.path.replace(/[/:.-]+(\w)/g, (_, c: string) => c.toUpperCase())}`,
        ...(spec.access === 'public' ? { security: [] } : {}),
        requestParams: {
          ...(spec.params && { path: spec.params as z.ZodObject }),
          ...(spec.query && { query: spec.query as z.ZodObject }),
        },
        ...(spec.body && {
          requestBody: {
            required: !spec.isBodyOptional,
            content: { 'application/json': { schema: spec.body } },
          },
        }),
        ...(spec.conditional && {
          parameters: [
            {
              in: 'header',
              name: 'If-Match',
              required: true,
              schema: { type: 'string' },
              description: 'ETag that you read',
            },
          ],
        }),
        ...(isDoneOnce(spec) && { parameters: [IDEMPOTENCY_KEY] }),
        responses: {
          [spec.status]: {
            description: 'Done',
            content: spec.contentType
              ? { [spec.contentType]: { schema: { type: 'string' } } }
              : {
                  'application/json': { schema: spec.response },
                  ...(spec.alsoSends && { [spec.alsoSends]: { schema: { type: 'string' } } }),
                },
          },
          ...refusals(spec),
        },
      },
    };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Ubuntu Email Aliases',
      version,
      description:
        'The same API that the browser uses. Errors are RFC 9457 problems with a stable `code`; lists page with `limit` and `cursor`; changes need `If-Match`.',
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-session' } },
    },
    paths,
  });
}

function refusals(spec: AnyEndpoint) {
  const codes: AppErrorCode[] = [
    'request.rate_limited',
    'internal',
    'store.unavailable',
    ...(spec.refusals ?? []),
  ];
  if (spec.params || spec.query || spec.body) codes.push('request.invalid');
  if (spec.body) codes.push('request.unsupported_media_type', 'request.too_large');
  if (spec.access !== 'public') codes.push('auth.required');
  if (spec.access === 'admin') codes.push('auth.forbidden');
  if (spec.method !== 'get') codes.push('request.csrf');
  if (isDoneOnce(spec)) codes.push('request.invalid', 'request.conflict', 'request.idempotency_mismatch');
  if (spec.conditional) codes.push('request.precondition_required', 'request.precondition_failed');
  const unique = [...new Set(codes)];
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: unique
          .filter((code) => PROBLEMS[code].status === status)
          .map((c) => `\`${c}\``)
          .join(' '),
        content: PROBLEM,
      },
    ]),
  );
}
