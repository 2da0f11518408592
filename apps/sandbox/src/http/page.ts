import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from 'koa';
import { html, trusted, type Html } from './html.ts';

const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const styleHash = sha256(style);
// Whole elements: white space inside would change what the hash is of.
const styleElement = trusted(`<style>${style}</style>`);

export interface PageOptions {
  title: string;
  body: Html;
  status?: number;
  /** One inline script, allowed by its hash. */
  script?: string;
  /** Mail brings styles of its own; its frame inherits the policy of the page. */
  allowInlineStyles?: boolean;
  productUrl?: string | null;
}

/**
 * Answer with a page. The policy names no `form-action`: browsers apply it to the redirects of a form
 * too, and the sign-in form has to end at the product.
 */
export function sendPage(ctx: Context, { title, body, status = 200, script, ...options }: PageOptions): void {
  const styles = options.allowInlineStyles ? "'unsafe-inline'" : styleHash;
  ctx.status = status;
  ctx.type = 'text/html; charset=utf-8';
  ctx.set(
    'Content-Security-Policy',
    `default-src 'none'; style-src ${styles}; script-src ${script ? sha256(script) : "'none'"}; ` +
      `img-src data:; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  ctx.set({
    'X-Content-Type-Options': 'nosniff',
    // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  ctx.body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Sandbox</title>
        ${styleElement}
      </head>
      <body>
        <header>
          <p class="banner">
            <strong>Sandbox</strong> – a stand-in for Ubuntu One, Launchpad and the outside mail world
          </p>
          <nav>
            <a href="/">Start</a> <a href="/inbox">Inbox</a> <a href="/write">Write</a>
            <a href="/control">Control</a> <a href="/dns">DNS</a>
            ${options.productUrl && html`<a href="${options.productUrl}">Back to the product</a>`}
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
        ${script && trusted(`<script>${script}</script>`)}
      </body>
    </html> `.markup;
}
