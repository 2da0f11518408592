import type Router from '@koa/router';
import type { Context } from 'koa';
import { html, type Html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { SandboxState } from '../state.ts';
import { withLinks } from './links.ts';
import type { CaughtMail } from './mail-store.ts';

const time = (at: string): Html =>
  html`<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time>`;

function row(mail: CaughtMail): Html {
  return html`<tr>
    <td>${time(mail.at)}</td>
    <td class="mono">${mail.to.join(', ')}</td>
    <td class="mono">${mail.from || '(empty sender)'}</td>
    <td><a href="/inbox/${mail.id}">${mail.subject || '(no subject)'}</a></td>
  </tr>`;
}

function inbox(ctx: Context, { mails, productUrl }: SandboxState): void {
  const to = new URLSearchParams(ctx.querystring).get('to') ?? '';
  const found = mails.list(to);
  const nothing = to
    ? `No mail for “${to}” yet.`
    : 'No mail yet. What the product sends arrives here within moments.';
  sendPage(ctx, {
    title: 'Inbox of the outside world',
    productUrl,
    body: html`<p>
        Every mail that left the product, for whomever; none of it leaves this machine. The last 500 are kept.
      </p>
      <form class="row" method="get" action="/inbox">
        <label>To <input name="to" value="${to}" /></label> <button>Filter</button>
        <a href="/inbox">Everything</a>
      </form>
      ${
        found.length === 0
          ? html`<p class="faint">${nothing}</p>`
          : html`<table>
              <thead>
                <tr>
                  <th>Time</th>
                  <th>To</th>
                  <th>From</th>
                  <th>Subject</th>
                </tr>
              </thead>
              <tbody>
                ${found.map(row)}
              </tbody>
            </table>`
      }`,
  });
}

function oneMail(ctx: Context, { mails, productUrl }: SandboxState): void {
  const mail = mails.find(ctx.params.id ?? '');
  if (!mail) ctx.throw(404, 'There is no such mail; only the last 500 are kept.');
  const headers = Object.entries(mail.headers);
  sendPage(ctx, {
    title: mail.subject || '(no subject)',
    productUrl,
    // The frame has no origin and no script; styles are what mails are made of.
    allowInlineStyles: true,
    body: html`<p>
        To <span class="mono">${mail.to.join(', ')}</span>, from
        <span class="mono">${mail.from || '(empty sender)'}</span>, ${time(mail.at)} ·
        <a href="/inbox/${mail.id}/raw">Source</a> · <a href="/inbox">All mail</a>
      </p>
      <h2>Text</h2>
      <pre dir="auto">${withLinks(mail.text)}</pre>
      ${
        mail.html !== null &&
        html`<h2>HTML</h2>
          <p class="faint">Links do not work in here; use those of the text.</p>
          <iframe title="HTML part" sandbox="" srcdoc="${mail.html}"></iframe>`
      }
      <h2>Headers</h2>
      <table>
        <tbody>
          ${headers.map(
            ([name, value]) =>
              html`<tr>
                <th>${name}</th>
                <td class="mono">${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  });
}

function source(ctx: Context, { mails }: SandboxState): void {
  const raw = mails.raw(ctx.params.id ?? '');
  if (!raw) ctx.throw(404, 'There is no such mail.');
  ctx.type = 'text/plain; charset=utf-8';
  ctx.set({ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox" });
  ctx.body = raw;
}

export function inboxRoutes(router: Router, state: SandboxState): void {
  router.get('/inbox', (ctx) => inbox(ctx, state));
  router.get('/inbox/:id', (ctx) => oneMail(ctx, state));
  router.get('/inbox/:id/raw', (ctx) => source(ctx, state));
}
