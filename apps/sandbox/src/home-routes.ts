import type Router from '@koa/router';
import type { Context } from 'koa';
import { html } from './http/html.ts';
import { sendPage } from './http/page.ts';
import { discover } from './openid/discovery.ts';
import type { SandboxState } from './state.ts';
import { directTeams, findByName } from './world/world.ts';

function home(ctx: Context, { origin, productUrl }: SandboxState): void {
  if (discover(ctx, origin, 'server', `${origin}/+xrds`)) return;
  sendPage(ctx, {
    title: 'Sandbox',
    productUrl,
    body: html`<p>
        This program plays the world outside the product, over the real protocols, with invented people.
        Nothing here leaves this machine, and all of it is forgotten when the program ends.
      </p>
      <ul>
        <li><a href="/inbox">Inbox</a>: every mail that the product sent, to whomever.</li>
        <li><a href="/write">Write</a>: a mail to an address of the product, from somebody out there.</li>
        <li><a href="/control">Control</a>: rename people, move them between teams, break Launchpad.</li>
        <li><a href="/dns">DNS</a>: publish and withdraw records.</li>
        ${productUrl && html`<li><a href="${productUrl}">The product</a>, where signing in leads back here.</li>`}
      </ul>`,
  });
}

/** The page that `web_link` names. */
function profile(ctx: Context, { world, productUrl }: SandboxState): void {
  const named = findByName(world, decodeURIComponent(ctx.path.slice('/~'.length)));
  if (!named || (named.kind === 'team' && named.isPrivate)) ctx.throw(404, 'There is nobody of that name.');
  const teams = directTeams(world, named).filter(({ isPrivate }) => !isPrivate);
  sendPage(ctx, {
    title: named.displayName,
    productUrl,
    body: html`<p>Here Launchpad would show <span class="mono">~${named.name}</span>.</p>
      ${named.kind === 'person' && html`<p>${named.case}</p>`}
      <p>
        Member of:
        ${teams.length > 0 ? teams.map(({ name }) => html`<a href="/~${name}">~${name}</a> `) : 'no team'}
      </p>`,
  });
}

export function homeRoutes(router: Router, state: SandboxState): void {
  router.get('/', (ctx) => home(ctx, state));
  router.get(/^\/~[^/]+$/, (ctx) => profile(ctx, state));
}
