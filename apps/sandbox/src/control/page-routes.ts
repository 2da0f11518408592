import type Router from '@koa/router';
import type { Context } from 'koa';
import { kindsOf, type Fault } from '../faults/fault.ts';
import { html, type Html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { SandboxState } from '../state.ts';
import { performAction } from './actions.ts';
import { presentPerson, presentState } from './present.ts';

const form = (action: string, body: Html): Html =>
  html`<form class="row" method="post" action="/control/actions">
    <input type="hidden" name="action" value="${action}" />
    ${body}
  </form>`;

const option = (value: string, label: string = value): Html =>
  html`<option value="${value}">${label}</option>`;

function faultForm(): Html {
  const choices = Object.entries(kindsOf).map(
    ([target, kinds]) =>
      html`<optgroup label="${target}">
        ${kinds.map((kind) => option(`${target} ${kind}`, `${target}: ${kind}`))}
      </optgroup>`,
  );
  return form(
    'fault',
    html`<label
        >Fault
        <select name="fault">
          ${choices}
        </select></label
      >
      <label>Only when the request has <input name="path" placeholder="/participants" /></label>
      <label>Leave alone first <input name="after" type="number" min="0" size="5" /></label>
      <label>Times <input name="times" type="number" min="1" size="5" placeholder="for ever" /></label>
      <label>Delay (ms) <input name="delayMs" type="number" min="0" size="7" /></label>
      <label>Status <input name="status" type="number" min="300" max="599" size="5" /></label>
      <label>Retry-After <input name="retryAfter" size="8" /></label>
      <button>Break it</button>`,
  );
}

function faultRow(fault: Fault): Html {
  const { target, kind, ...rest } = fault;
  const more = Object.entries(rest).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}`],
  );
  return html`<li><strong>${target}: ${kind}</strong> ${more.join(', ')}</li>`;
}

function personRow(person: ReturnType<typeof presentPerson>): Html {
  return html`<tr>
    <td class="mono">
      <a href="/control/edit/${person.openid}">${person.name ? `~${person.name}` : person.openid}</a>
    </td>
    <td><span dir="auto">${person.displayName.slice(0, 60)}</span></td>
    <td>${person.accountStatus}${!person.cocSigned && ', not signed'}</td>
    <td>${person.teams.map((team) => html`<div>${team}</div>`)}</td>
    <td>${person.case}</td>
  </tr>`;
}

function controlPage(ctx: Context, state: SandboxState): void {
  const { people, teams, faults } = presentState(state);
  const teamChoice = html`<label
    >Team
    <select name="team">
      ${teams.map(({ name }) => option(name))}
    </select></label
  >`;
  const nameField = html`<label>Launchpad name <input name="name" required list="names" /></label>`;
  sendPage(ctx, {
    title: 'Control',
    productUrl: state.productUrl,
    body: html`<p>Change what Launchpad says, or break something, and see what the product does about it.</p>
      <h2>Faults</h2>
      ${
        faults.length > 0
          ? html`<ul>
              ${faults.map(faultRow)}
            </ul>`
          : html`<p class="faint">Nothing is broken.</p>`
      }
      ${faultForm()} ${form('clear-faults', html`<button>Mend everything</button>`)}
      <h2>Teams</h2>
      ${form('join', html`${teamChoice} ${nameField} <button>Join</button>`)}
      ${form('leave', html`${teamChoice} ${nameField} <button>Leave</button>`)}
      <datalist id="names">${people.flatMap(({ name }) => (name ? [option(name)] : []))}</datalist>
      <h2>People</h2>
      ${form(
        'add',
        html`<label>Launchpad name <input name="name" /></label>
          <label>Display name <input name="displayName" /></label>
          <label>E-mail <input name="email" /></label> <button>Add a person</button>`,
      )}
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Display name</th>
            <th>Account</th>
            <th>Direct teams</th>
            <th>Case</th>
          </tr>
        </thead>
        <tbody>
          ${people.map(personRow)}
        </tbody>
      </table>
      <h2>Begin again</h2>
      ${form('clear-mails', html`<button>Empty the inbox</button>`)}
      ${form('reset', html`<button>Reset everything, people and mails too</button>`)}`,
  });
}

function editPage(ctx: Context, state: SandboxState): void {
  const found = state.world.people.get(ctx.params.openid ?? '');
  if (!found) ctx.throw(404, 'There is no such person.');
  const person = presentPerson(state, found);
  const statuses = ['Active', 'Deactivated', 'Suspended', 'Closed', 'Deceased', 'Placeholder', 'Unactivated'];
  const choices = statuses.map(
    (status) => html`<option ${status === person.accountStatus && html`selected`}>${status}</option>`,
  );
  sendPage(ctx, {
    title: person.displayName,
    productUrl: state.productUrl,
    body: html`<p>${person.case}</p>
      <p class="mono">${person.claimedIdentifier}</p>
      <p>Direct teams: ${person.teams.join(', ') || 'none'}</p>
      ${form(
        'change',
        html`<input type="hidden" name="person" value="${person.openid}" />
          <label>Launchpad name <input name="name" value="${person.name}" /></label>
          <label>Display name <input name="displayName" value="${person.displayName}" /></label>
          <label>E-mail <input name="email" value="${person.email}" /></label>
          <label
            >Account
            <select name="accountStatus">
              ${choices}
            </select></label
          >
          <label
            >Signed the Code of Conduct
            <input type="checkbox" name="cocSigned" ${person.cocSigned && html`checked`}
          /></label>
          <button>Save</button>`,
      )}
      <p><a href="/control">Back to control</a></p>`,
  });
}

/** The control door for people. */
export function controlPageRoutes(router: Router, state: SandboxState): void {
  router.get('/control', (ctx) => controlPage(ctx, state));
  router.get('/control/edit/:openid', (ctx) => editPage(ctx, state));
  router.post('/control/actions', (ctx) => performAction(ctx, state));
}
