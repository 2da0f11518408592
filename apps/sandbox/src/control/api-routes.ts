import type Router from '@koa/router';
import type { Context } from 'koa';
import type { z } from 'zod';
import {
  addCrowd,
  addMember,
  addPerson,
  changePerson,
  putTeam,
  removeMember,
  removeTeam,
  renameTeam,
  setMembers,
} from '../world/changes.ts';
import { WorldError, type Person } from '../world/model.ts';
import { findPerson, getTeam, resetWorld } from '../world/world.ts';
import type { SandboxState } from '../state.ts';
import { presentPerson, presentState, presentTeam } from './present.ts';
import {
  crowdSchema,
  faultsSchema,
  memberSchema,
  membersSchema,
  nameSchema,
  newPersonSchema,
  personChangeSchema,
  teamSchema,
} from './schemas.ts';

export function resetSandbox(state: SandboxState): void {
  resetWorld(state.world);
  state.faults.clear();
  state.associations.clear();
  state.mails.clear();
  state.requests.clear();
  state.zone.reset();
  state.dns.clear();
}

const bodyOf = <Schema extends z.ZodType>(ctx: Context, schema: Schema): z.infer<Schema> =>
  schema.parse(ctx.request.body ?? {});

function getPerson({ world }: SandboxState, openidOrName: string): Person {
  const person = findPerson(world, openidOrName);
  if (!person) throw new WorldError(404, `There is no person ${openidOrName}.`);
  return person;
}

function peopleRoutes(router: Router, state: SandboxState): void {
  router.post('/control/people', (ctx) => {
    const person = addPerson(state.world, bodyOf(ctx, newPersonSchema));
    ctx.status = 201;
    ctx.body = presentPerson(state, person);
  });
  router.get('/control/people/:openid', (ctx) => {
    ctx.body = presentPerson(state, getPerson(state, ctx.params.openid ?? ''));
  });
  router.patch('/control/people/:openid', (ctx) => {
    const person = getPerson(state, ctx.params.openid ?? '');
    ctx.body = presentPerson(state, changePerson(state.world, person, bodyOf(ctx, personChangeSchema)));
  });
  router.post('/control/crowd', (ctx) => {
    const { team, count, prefix } = bodyOf(ctx, crowdSchema);
    ctx.body = { added: addCrowd(state.world, getTeam(state.world, team), count, prefix) };
  });
}

function teamRoutes(router: Router, state: SandboxState): void {
  const teamOf = (ctx: Context) => getTeam(state.world, ctx.params.name ?? '');
  router.put('/control/teams/:name', (ctx) => {
    const name = nameSchema.parse(ctx.params.name);
    ctx.body = presentTeam(state, putTeam(state.world, name, bodyOf(ctx, teamSchema)));
  });
  router.patch('/control/teams/:name', (ctx) => {
    const team = teamOf(ctx);
    renameTeam(state.world, team, bodyOf(ctx, memberSchema).name);
    ctx.body = presentTeam(state, team);
  });
  router.delete('/control/teams/:name', (ctx) => {
    removeTeam(state.world, teamOf(ctx));
    ctx.status = 204;
  });
  router.put('/control/teams/:name/members', (ctx) => {
    setMembers(state.world, teamOf(ctx), bodyOf(ctx, membersSchema).members);
    ctx.body = presentTeam(state, teamOf(ctx));
  });
  router.post('/control/teams/:name/members', (ctx) => {
    addMember(state.world, teamOf(ctx), bodyOf(ctx, memberSchema).name);
    ctx.body = presentTeam(state, teamOf(ctx));
  });
  router.delete('/control/teams/:name/members/:member', (ctx) => {
    removeMember(state.world, teamOf(ctx), ctx.params.member ?? '');
    ctx.body = presentTeam(state, teamOf(ctx));
  });
}

function faultRoutes(router: Router, { faults }: SandboxState): void {
  router.put('/control/faults', (ctx) => {
    const asked = bodyOf(ctx, faultsSchema);
    if (Array.isArray(asked)) faults.clear();
    for (const fault of [asked].flat()) faults.add(fault);
    ctx.body = { faults: faults.list() };
  });
  router.delete('/control/faults', (ctx) => {
    faults.clear();
    ctx.body = { faults: [] };
  });
}

function recordRoutes(router: Router, { requests, mails }: SandboxState): void {
  router.get('/control/requests', (ctx) => {
    ctx.body = requests.list();
  });
  router.delete('/control/requests', (ctx) => {
    requests.clear();
    ctx.status = 204;
  });
  router.get('/control/mails', (ctx) => {
    ctx.body = mails.list(new URLSearchParams(ctx.querystring).get('to') ?? '');
  });
  router.delete('/control/mails', (ctx) => {
    mails.clear();
    ctx.status = 204;
  });
}

/** The control door for programs. */
export function controlApiRoutes(router: Router, state: SandboxState): void {
  router.get('/control/state', (ctx) => {
    ctx.body = presentState(state);
  });
  router.post('/control/reset', (ctx) => {
    resetSandbox(state);
    ctx.body = presentState(state);
  });
  peopleRoutes(router, state);
  teamRoutes(router, state);
  faultRoutes(router, state);
  recordRoutes(router, state);
}
