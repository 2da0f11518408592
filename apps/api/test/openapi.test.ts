import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { APP_ERROR_CODES } from '@ubuntu-aliases/shared';
import { PROBLEMS } from '../src/http/problems.ts';
import { useProduct } from './harness.ts';

const app = useProduct();

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.strictObject({ schema }));
const parameter = z.strictObject({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema,
});
const operation = z.strictObject({
  summary: z.string().min(1),
  tags: z.array(z.string()).min(1),
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(parameter).optional(),
  requestBody: z.strictObject({ content, required: z.boolean() }).optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content: content.optional() }),
  ),
});
/** As much of OpenAPI 3.1 as the document may use; strict, so that anything else in it is noticed. */
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.record(z.string(), z.string())),
    schemas: z.record(z.string().regex(/^[\w.-]+$/), schema),
  }),
  paths: z.record(
    z.string().regex(/^\/api\/v1\//),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation),
  ),
});

let document: z.infer<typeof documentSchema>;
let operations: { path: string; method: string; spec: z.infer<typeof operation> }[] = [];

beforeAll(async () => {
  const answer = await app.browser().get('/api/openapi.json');
  expect(answer.header('content-type')).toContain('application/json');
  document = answer.as(documentSchema);
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, spec]) => ({ path, method, spec })),
  );
});

/** Every `$ref` in it, wherever it is. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
}

describe('the document', () => {
  test('holds together: references, operation ids, path parameters, security', () => {
    for (const ref of refsIn(document)) {
      const name = /^#\/components\/schemas\/([\w.-]+)$/.exec(ref)?.[1];
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    const ids = operations.map(({ spec }) => spec.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, spec } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (spec.parameters ?? []).filter((p) => p.in === 'path');
      expect(declared.map((p) => p.name)).toEqual(inPath);
      expect(declared.every((p) => p.required)).toBe(true);
      for (const scheme of (spec.security ?? document.security).flatMap(Object.keys))
        expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
    }
  });

  test('names the problems of each operation, and only codes that there are', () => {
    for (const { spec } of operations) {
      for (const [status, { description, content }] of Object.entries(spec.responses)) {
        if (Number(status) < 300) continue;
        expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
        for (const [, code = ''] of description.matchAll(/`([^`]+)`/g)) {
          expect(
            APP_ERROR_CODES.some((known) => known === code && PROBLEMS[known].status === Number(status)),
          ).toBe(true);
        }
      }
      const isPublic = spec.security?.length === 0;
      // A public one may need a session for a part of what it does.
      if (!isPublic) expect(Object.keys(spec.responses)).toContain('401');
    }
  });

  test('describes every path that is served, and every path in it is served', async () => {
    const ada = await app.signedIn('AdA7okf');
    const id = '01890000-0000-7000-8000-000000000000';
    for (const { path, method, spec } of operations) {
      const allowed = await ada.send('OPTIONS', path.replace(/\{\w+\}/g, id));
      expect(allowed.header('allow').split(', ')).toContain(method.toUpperCase());
      expect(
        allowed
          .header('allow')
          .split(', ')
          .filter((m) => m !== 'HEAD')
          .map((m) => m.toLowerCase())
          .sort(),
      ).toEqual(Object.keys(document.paths[path] ?? {}).sort());
      const conditional = (spec.parameters ?? []).some((p) => p.in === 'header' && p.name === 'If-Match');
      expect(conditional).toBe(method === 'patch' || method === 'put' || method === 'delete');
    }
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'delete /api/v1/aliases/{id}/recipients/{recipientId}',
      'delete /api/v1/me',
      'delete /api/v1/me/sessions',
      'delete /api/v1/me/sessions/{id}',
      'get /api/v1/admin/aliases',
      'get /api/v1/admin/aliases.csv',
      'get /api/v1/admin/aliases/{id}',
      'get /api/v1/admin/audit',
      'get /api/v1/admin/domains',
      'get /api/v1/admin/domains/{id}',
      'get /api/v1/admin/errors',
      'get /api/v1/admin/errors/{id}',
      'get /api/v1/admin/members',
      'get /api/v1/admin/members/{id}',
      'get /api/v1/admin/overview',
      'get /api/v1/admin/sync-runs',
      'get /api/v1/admin/sync-runs/{id}',
      'get /api/v1/admin/sync-runs/{id}/items',
      'get /api/v1/aliases',
      'get /api/v1/aliases/{id}',
      'get /api/v1/aliases/{id}/mail-counts',
      'get /api/v1/aliases/{id}/recipient-changes',
      'get /api/v1/aliases/{id}/test-messages/{messageId}',
      'get /api/v1/domains',
      'get /api/v1/me',
      'get /api/v1/me/claims',
      'get /api/v1/me/eligibility',
      'get /api/v1/me/events',
      'get /api/v1/me/export',
      'get /api/v1/me/exports',
      'get /api/v1/me/exports/{id}/file',
      'get /api/v1/me/sessions',
      'get /api/v1/me/sessions/{id}',
      'get /api/v1/recipient-changes/{id}',
      'get /api/v1/status',
      'patch /api/v1/admin/domains/{id}',
      'patch /api/v1/admin/errors/{id}',
      'patch /api/v1/aliases/{id}',
      'patch /api/v1/aliases/{id}/mail-counts',
      'patch /api/v1/me',
      'post /api/v1/admin/alias-holds',
      'post /api/v1/admin/aliases/{id}/claim',
      'post /api/v1/admin/aliases/{id}/free',
      'post /api/v1/admin/aliases/{id}/hold',
      'post /api/v1/admin/aliases/{id}/reveal',
      'post /api/v1/admin/aliases/{id}/unhold',
      'post /api/v1/admin/domains',
      'post /api/v1/admin/domains/{id}/checks',
      'post /api/v1/admin/domains/{id}/prove',
      'post /api/v1/admin/domains/{id}/retire',
      'post /api/v1/admin/domains/{id}/unretire',
      'post /api/v1/admin/error-changes',
      'post /api/v1/admin/errors/{id}/retry',
      'post /api/v1/admin/errors/{id}/reveal',
      'post /api/v1/admin/members/{id}/aliases',
      'post /api/v1/admin/members/{id}/ban',
      'post /api/v1/admin/members/{id}/reveal',
      'post /api/v1/admin/members/{id}/unban',
      'post /api/v1/admin/members/{id}/verification',
      'post /api/v1/admin/sync-runs',
      'post /api/v1/admin/sync-runs/{id}/accept-roster',
      'post /api/v1/admin/sync-runs/{id}/apply',
      'post /api/v1/admin/sync-runs/{id}/reject',
      'post /api/v1/aliases/{id}/recipient-changes',
      'post /api/v1/aliases/{id}/test-messages',
      'post /api/v1/me/claims/{id}/confirm',
      'post /api/v1/me/exports',
      'post /api/v1/me/verification',
      'post /api/v1/recipient-changes/{id}/cancel',
      'post /api/v1/recipient-changes/{id}/confirm',
      'post /api/v1/recipient-changes/{id}/preview',
      'post /api/v1/test-messages/{id}/seen',
      'put /api/v1/admin/members/{id}/roles',
    ]);
  });

  test('its page loads nothing from elsewhere', async () => {
    const page = await app.browser().get('/api/docs');
    const urls = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(urls.length).toBeGreaterThan(2);
    for (const url of urls) expect([url, (await app.browser().get(url)).status]).toEqual([url, 200]);
  });
});
