import type Router from '@koa/router';
import type { Context } from 'koa';
import { rawParams } from '../http/form.ts';
import { html, type Html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { SandboxState } from '../state.ts';
import { outsideMailSchema, writeFromOutside, type Outcome } from './outside-writer.ts';

const noDoor = 'Nobody told the sandbox where the product takes mail (SANDBOX_MX_URL).';

const said = ({ isAccepted, answer }: Outcome, to: string): Html =>
  html`<p role="status">
    <strong>${isAccepted ? 'Taken.' : 'Not taken.'}</strong> The door of the product said:
    <span class="mono">${answer}</span> ${isAccepted && html`<a href="/inbox">See where it went</a>`}
    ${!isAccepted && html`<span class="faint">Nothing was sent to ${to}.</span>`}
  </p>`;

function page(
  ctx: Context,
  { productUrl, mxUrl }: SandboxState,
  mail: Record<string, string>,
  outcome?: Html,
) {
  sendPage(ctx, {
    title: 'Write from outside',
    productUrl,
    body: html`<p>
        A mail to an address of the product, from somebody out there. It takes the way of every mail: to the
        door of the product, and from there to the mailbox behind the address, which is in the
        <a href="/inbox">inbox</a>.
      </p>
      ${outcome} ${!mxUrl && html`<p class="faint">${noDoor}</p>`}
      <form class="column" method="post" action="/control/write">
        <label>From <input name="from" size="40" value="${mail.from ?? 'friend@elsewhere.example'}" /></label>
        <label>To <input name="to" size="40" required value="${mail.to ?? ''}" /></label>
        <label>Subject <input name="subject" size="40" value="${mail.subject ?? 'Hello'}" /></label>
        <label>Text <textarea name="text" rows="6" cols="60">${mail.text ?? 'How are you?'}</textarea></label>
        <button>Send</button>
      </form>`,
  });
}

/** Mail from outside to the product: a page for people, JSON for programs. */
export function writeRoutes(router: Router, state: SandboxState): void {
  router.get('/write', (ctx) => page(ctx, state, Object.fromEntries(new URLSearchParams(ctx.querystring))));

  router.post('/control/write', async (ctx) => {
    const given = ctx.is('json') ? ctx.request.body : Object.fromEntries(rawParams(ctx));
    const mail = outsideMailSchema.parse(given);
    const outcome = state.mxUrl
      ? await writeFromOutside(state.mxUrl, mail)
      : { isAccepted: false, answer: noDoor };
    if (ctx.is('json')) ctx.body = outcome;
    else page(ctx, state, { ...mail }, said(outcome, mail.to));
  });
}
