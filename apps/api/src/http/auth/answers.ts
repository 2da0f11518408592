import type { Context, Next } from 'koa';

/** Neither the answer in the URL nor what came of it is for caches or for the next site. */
export async function keepPrivate(ctx: Context, next: Next): Promise<void> {
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  await next();
}

/** Without a body, which would repeat the target, and without Koa's rewriting of it. */
export function redirect(ctx: Context, status: 302 | 303, location: string): void {
  ctx.set('Location', location);
  ctx.status = status;
  ctx.body = '';
}

/** Adds a notice to a page of ours. */
export function withNotice(path: string, notice: string | null): string {
  if (notice === null) return path;
  const url = new URL(path, 'http://localhost');
  url.searchParams.set('notice', notice);
  return url.pathname + url.search + url.hash;
}

/**
 * The provider did not say whether the answer is its own: nothing was decided, so starting again is
 * the way on.
 */
export function showProviderUnavailable(
  ctx: Context,
  failure: { isBroken: boolean; returnPath: string },
): void {
  const retry = `/auth/ubuntu?returnTo=${encodeURIComponent(failure.returnPath)}`;
  ctx.status = failure.isBroken ? 502 : 504;
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ubuntu One did not answer</title>
</head>
<body>
<main>
<h1>Ubuntu One did not answer</h1>
<p>You are not signed in, because Ubuntu One could not confirm your sign-in. Nothing was changed.</p>
<p><a href="${retry}">Try again</a></p>
</main>
</body>
</html>
`;
}
