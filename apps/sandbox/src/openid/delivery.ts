import type { Context } from 'koa';
import { html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { Message } from './messages.ts';

/** Longer addresses than this are not safe in every browser, so the answer is posted (5.2.1). */
const urlLimit = 2047;
const submitScript = 'document.forms[0].submit();';

/** Bring an answer to the relying party through the browser, section 5.2. */
export function deliver(ctx: Context, returnTo: string, message: Message): void {
  const params = new URLSearchParams();
  for (const [name, value] of message) params.set(`openid.${name}`, value);
  const url = `${returnTo}${returnTo.includes('?') ? '&' : '?'}${params}`;
  ctx.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  if (url.length <= urlLimit) {
    ctx.redirect(url);
    return;
  }
  sendPage(ctx, {
    title: 'One more step',
    script: submitScript,
    body: html`<p>The answer is too long for a link, so it goes as a form.</p>
      <form
        method="post"
        action="${returnTo}"
        accept-charset="utf-8"
        enctype="application/x-www-form-urlencoded"
      >
        ${[...params].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button>Continue</button>
      </form>`,
  });
}
