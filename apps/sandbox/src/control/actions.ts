import type { Context } from 'koa';
import { z } from 'zod';
import { readZoneFile } from '../dns/records.ts';
import { faultSchema } from '../faults/fault.ts';
import { rawParams } from '../http/form.ts';
import type { SandboxState } from '../state.ts';
import { addMember, addPerson, changePerson, removeMember } from '../world/changes.ts';
import { WorldError } from '../world/model.ts';
import { findPerson, getTeam } from '../world/world.ts';
import { resetSandbox } from './api-routes.ts';
import { nameSchema, newPersonSchema, personChangeSchema } from './schemas.ts';

/** Forms speak text only. */
const optionalNumber = z
  .string()
  .transform((text) => (text === '' ? undefined : Number(text)))
  .optional();
const optionalText = z
  .string()
  .transform((text) => (text === '' ? undefined : text))
  .optional();
const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

const actionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('reset') }),
  z.object({ action: z.literal('clear-faults') }),
  z.object({ action: z.literal('clear-mails') }),
  z.object({
    action: z.literal('fault'),
    // Target and kind are one choice, so that no combination can be made that does not exist.
    fault: z.string().transform((text) => text.split(' ')),
    path: optionalText,
    after: optionalNumber,
    times: optionalNumber,
    delayMs: optionalNumber,
    retryAfter: optionalText,
    status: optionalNumber,
  }),
  z.object({ action: z.literal('publish'), lines: z.string() }),
  z.object({ action: z.literal('withdraw'), name: z.string(), type: z.string(), value: z.string() }),
  z.object({ action: z.enum(['join', 'leave']), team: nameSchema, name: nameSchema }),
  z.object({
    action: z.literal('change'),
    person: z.string(),
    name: optionalText,
    displayName: optionalText,
    email: z.string().optional(),
    accountStatus: z.string().optional(),
    cocSigned: ticked,
  }),
  z.object({ action: z.literal('add'), name: optionalText, displayName: optionalText, email: optionalText }),
]);

type Action = z.infer<typeof actionSchema>;

function perform(state: SandboxState, action: Action): void {
  const { world } = state;
  switch (action.action) {
    case 'reset':
      return resetSandbox(state);
    case 'clear-faults':
      return state.faults.clear();
    case 'clear-mails':
      return state.mails.clear();
    case 'fault': {
      const { action: _, fault, ...rest } = action;
      return state.faults.add(faultSchema.parse({ ...rest, target: fault[0], kind: fault[1] }));
    }
    case 'publish':
      return state.zone.add(readZoneFile(action.lines));
    case 'withdraw':
      return state.zone.remove(action.name, action.type, action.value);
    case 'join':
      return addMember(world, getTeam(world, action.team), action.name);
    case 'leave':
      return removeMember(world, getTeam(world, action.team), action.name);
    case 'change': {
      const { action: _, person: openid, email, ...rest } = action;
      const person = findPerson(world, openid);
      if (!person) throw new WorldError(404, `There is no person ${openid}.`);
      const own = email === undefined ? {} : { email: email === '' ? null : email };
      changePerson(world, person, changedOnly(personChangeSchema.parse({ ...rest, ...own }), person));
      return;
    }
    case 'add': {
      const { action: _, ...rest } = action;
      addPerson(world, newPersonSchema.parse(rest));
    }
  }
}

/** A form sends every field; those that say what is so already are no change. */
function changedOnly<Change extends object>(change: Change, person: object): Change {
  const held = new Map(Object.entries(person));
  return Object.fromEntries(
    Object.entries(change).filter(([key, value]) => held.get(key) !== value),
  ) as Change;
}

/** What the forms of the control page send. */
export function performAction(ctx: Context, state: SandboxState): void {
  const action = actionSchema.parse(Object.fromEntries(rawParams(ctx)));
  perform(state, action);
  ctx.redirect(action.action === 'publish' || action.action === 'withdraw' ? '/dns' : '/control');
  ctx.status = 303;
}
