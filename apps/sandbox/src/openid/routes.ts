import type Router from '@koa/router';
import type { Context } from 'koa';
import { html } from '../http/html.ts';
import { rawParams, uniqueParams } from '../http/form.ts';
import { sendPage } from '../http/page.ts';
import type { SandboxState } from '../state.ts';
import { findPerson } from '../world/world.ts';
import { assertionFields } from './assertion.ts';
import { readCheckid } from './checkid.ts';
import { deliver } from './delivery.ts';
import { discover, sendXrds } from './discovery.ts';
import { keyValueForm, messageFrom, ns, type Message } from './messages.ts';
import { sendSignInPage } from './sign-in-page.ts';

/** A direct answer, section 5.1.2: 200, or 400 for an error. */
function direct(ctx: Context, fields: [string, string][], status = 200): void {
  ctx.status = status;
  ctx.type = 'text/plain; charset=utf-8';
  ctx.set('Cache-Control', 'no-store');
  ctx.body = keyValueForm([['ns', ns], ...fields]);
}

const directError = (ctx: Context, error: string, more: [string, string][] = []): void =>
  direct(ctx, [['error', error], ...more], 400);

/** Section 11.4.2.2. We never share an association, so a handle that somebody holds is always invalid. */
function checkAuthentication(ctx: Context, { associations }: SandboxState, message: Message): void {
  const isValid = associations.verify(message);
  const stale = message.get('invalidate_handle');
  const fields: [string, string][] = [['is_valid', String(isValid)]];
  if (isValid && stale) fields.push(['invalidate_handle', stale]);
  direct(ctx, fields);
}

/** The request in a message if it holds; else the error is told to whom it concerns, and null. */
function acceptCheckid(ctx: Context, { origin, productUrl }: SandboxState, message: Message) {
  const reading = readCheckid(message, origin);
  if (reading.ok) return reading.request;
  if (reading.returnTo) {
    deliver(
      ctx,
      reading.returnTo,
      new Map([
        ['ns', ns],
        ['mode', 'error'],
        ['error', reading.error],
      ]),
    );
  } else {
    const body = html`<p>${reading.error}</p>`;
    sendPage(ctx, { title: 'This request cannot be answered', status: 400, productUrl, body });
  }
  return null;
}

function checkid(ctx: Context, state: SandboxState, message: Message): void {
  const request = acceptCheckid(ctx, state, message);
  if (!request) return;
  if (request.isImmediate) {
    deliver(
      ctx,
      request.returnTo,
      new Map([
        ['ns', ns],
        ['mode', 'setup_needed'],
      ]),
    );
    return;
  }
  sendSignInPage(ctx, state.world, request, message, state.productUrl);
}

function endpoint(ctx: Context, state: SandboxState): void {
  const params = uniqueParams(rawParams(ctx));
  if (!params) return directError(ctx, 'A parameter came twice.');
  const message = messageFrom(params);
  const mode = message.get('mode');
  if (mode === 'checkid_setup' || mode === 'checkid_immediate') return checkid(ctx, state, message);
  if (mode === 'check_authentication') return checkAuthentication(ctx, state, message);
  if (mode === 'associate') {
    // Section 8.2.4; like this every answer is checked with us.
    return directError(ctx, 'Associations are not supported.', [['error_code', 'unsupported-type']]);
  }
  directError(
    ctx,
    mode === undefined
      ? 'This is an OpenID server endpoint.'
      : `Unknown openid.mode ${JSON.stringify(mode)}.`,
  );
}

/** The choice made on the sign-in page. */
function decide(ctx: Context, state: SandboxState): void {
  const params = uniqueParams(rawParams(ctx));
  if (!params) ctx.throw(400, 'A parameter came twice.');
  const request = acceptCheckid(ctx, state, messageFrom(params));
  if (!request) return;
  if (params.has('cancel')) {
    deliver(
      ctx,
      request.returnTo,
      new Map([
        ['ns', ns],
        ['mode', 'cancel'],
      ]),
    );
    return;
  }
  const person = findPerson(state.world, params.get('person') ?? '');
  if (!person) ctx.throw(400, 'There is no such person.');
  if (request.openid !== null && request.openid !== person.openid)
    ctx.throw(400, 'Somebody else was asked for.');
  const sharing = {
    email: params.has('share_email'),
    nickname: params.has('share_nickname'),
    teams: params.has('share_teams'),
  };
  const fields = assertionFields(state.world, state.origin, person, request, sharing);
  deliver(ctx, request.returnTo, state.associations.sign(fields));
}

function identity(ctx: Context, { world, origin, productUrl }: SandboxState): void {
  const openid = ctx.path.slice('/+id/'.length).replace(/\/\+xrds$/, '');
  const person = world.people.get(openid);
  if (!person) ctx.throw(404, 'There is no such identity.');
  if (ctx.path.endsWith('/+xrds')) return sendXrds(ctx, origin, 'signon');
  const identifier = `${origin}/+id/${person.openid}`;
  if (discover(ctx, origin, 'signon', `${identifier}/+xrds`)) return;
  sendPage(ctx, {
    title: person.displayName,
    productUrl,
    body: html`<p>This is the OpenID of an invented person: <span class="mono">${identifier}</span></p>
      <p>${person.case}</p>`,
  });
}

export function openidRoutes(router: Router, state: SandboxState): void {
  router.get(/^\/\+openid$/, (ctx) => endpoint(ctx, state));
  router.post(/^\/\+openid$/, (ctx) => endpoint(ctx, state));
  router.post(/^\/\+decide$/, (ctx) => decide(ctx, state));
  router.get(/^\/\+xrds$/, (ctx) => sendXrds(ctx, state.origin, 'server'));
  router.get(/^\/\+id\/[A-Za-z0-9_-]+(\/\+xrds)?$/, (ctx) => identity(ctx, state));
}
