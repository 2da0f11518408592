import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type Router from '@koa/router';
import { send } from '@koa/send';
import { AppError } from '@ubuntu-aliases/shared';

const ROOT = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const FILES = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · Ubuntu Email Aliases</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  validatorUrl: null,
  deepLinking: true,
});
`;

/** The OpenAPI document and a page to read it, all from our own origin. */
export function apiDocRoutes(router: Router, document: object): void {
  router.get('/api/openapi.json', (ctx) => {
    ctx.body = document;
  });
  router.get('/api/docs', (ctx) => {
    ctx.type = 'html';
    ctx.body = PAGE;
  });
  router.get('/api/docs/start.js', (ctx) => {
    ctx.type = 'js';
    ctx.body = START;
  });
  router.get('/api/docs/:file', async (ctx) => {
    const file = String(ctx.params['file']);
    if (!FILES.has(file)) throw new AppError('request.not_found');
    await send(ctx, file, { root: ROOT });
    ctx.set('Cache-Control', 'public, max-age=86400');
  });
}
