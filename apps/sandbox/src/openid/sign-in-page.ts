import type { Context } from 'koa';
import { html, type Html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import { groups, type Group } from '../people.ts';
import type { Person } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { CheckidRequest } from './checkid.ts';
import type { Message } from './messages.ts';

function personButton(person: Person): Html {
  return html`<li>
    <button name="person" value="${person.openid}">
      <span class="who" dir="auto">${person.displayName}</span>
      <span class="mono"
        >${person.name === null ? 'no Launchpad name' : `~${person.name}`} · ${person.openid}</span
      >
      <span class="case">${person.case}</span>
    </button>
  </li>`;
}

function section(group: Group, people: Person[]): Html | null {
  if (people.length === 0) return null;
  return html`<section>
    <h2>${group}</h2>
    <ul class="people">
      ${people.map(personButton)}
    </ul>
  </section>`;
}

/** The page that stands where Ubuntu One asks for a password. Works without script. */
export function sendSignInPage(
  ctx: Context,
  world: World,
  request: CheckidRequest,
  message: Message,
  productUrl: string | null,
): void {
  const people = [...world.people.values()].filter(
    (person) => request.openid === null || person.openid === request.openid,
  );
  const hidden = [...message].map(
    ([name, value]) => html`<input type="hidden" name="openid.${name}" value="${value}" />`,
  );
  const shown: Group[] = [...groups, 'Made by hand'];
  sendPage(ctx, {
    title: 'Sandbox: who do you want to be?',
    productUrl,
    body: html`<p>
        <strong class="mono">${request.realm}</strong> asks who you are. These people are invented; choose one
        and you are signed in as them.
      </p>
      <form method="post" action="/+decide">
        ${hidden}
        <fieldset>
          <legend>Share with the site</legend>
          <label><input type="checkbox" name="share_email" checked /> E-mail address</label>
          <label><input type="checkbox" name="share_nickname" checked /> Launchpad name</label>
          <label><input type="checkbox" name="share_teams" checked /> Team membership</label>
        </fieldset>
        <p><button name="cancel" value="1">Cancel and go back</button></p>
        ${shown.map((group) =>
          section(
            group,
            people.filter((person) => person.group === group),
          ),
        )}
      </form>`,
  });
}
