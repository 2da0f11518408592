import type { AccountStatus } from '../people.ts';
import { findByName, getTeam, personFrom, type World } from './world.ts';
import { memberKey, WorldError, type Person, type Team } from './model.ts';

export interface PersonChange {
  name?: string | null;
  displayName?: string;
  email?: string | null;
  cocSigned?: boolean;
  valid?: boolean;
  accountStatus?: AccountStatus;
  mergedInto?: string | null;
  hideEmail?: boolean;
  karma?: number;
  teams?: string[];
  case?: string;
}

const suffix = '-deactivatedaccount';

function leaveAllTeams(world: World, person: Person): void {
  for (const team of world.teams.values()) team.members.delete(person.openid);
}

/**
 * What Launchpad does by itself when an account changes its state: whoever deactivates is renamed and
 * leaves the teams, a closed account is gone from them, a suspended one stays listed, and a merged one
 * lives on under the name of the other.
 * Anything that the change says itself wins.
 */
function consequences(person: Person, change: PersonChange): PersonChange {
  if (change.mergedInto) return { name: null, teams: [] };
  const status = change.accountStatus;
  if (!status || status === person.accountStatus) return {};
  if (status === 'Active') return { valid: true };
  if (status === 'Deactivated') {
    return { valid: false, cocSigned: false, teams: [], name: person.name && `${person.name}${suffix}` };
  }
  return status === 'Closed' ? { valid: false, teams: [] } : { valid: false };
}

function checkName(world: World, name: string | null | undefined, own: Person): void {
  if (typeof name !== 'string') return;
  const holder = findByName(world, name);
  if (holder && holder !== own) throw new WorldError(409, `~${name} is taken.`);
}

function checkMerge(world: World, into: string, own: Person): void {
  if (!world.people.has(into)) throw new WorldError(404, `There is no person ${into}.`);
  if (into === own.openid) throw new WorldError(409, 'An account cannot be merged into itself.');
}

export function changePerson(world: World, person: Person, asked: PersonChange): Person {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const change: PersonChange = { ...consequences(person, asked), ...given };
  checkName(world, change.name, person);
  // Look every team up before anything is touched, so that a wrong name changes nothing.
  const teams = change.teams?.map((name) => getTeam(world, name));
  if (change.mergedInto) checkMerge(world, change.mergedInto, person);
  const { teams: _, ...fields } = change;
  Object.assign(person, fields);
  if (teams) {
    leaveAllTeams(world, person);
    for (const team of teams) team.members.add(person.openid);
  }
  return person;
}

function freeOpenid(world: World): string {
  for (let number = 1; ; number += 1) {
    const openid = `New${String(number).padStart(4, '0')}`;
    if (!world.people.has(openid)) return openid;
  }
}

export function addPerson(world: World, asked: PersonChange & { openid?: string }): Person {
  const { openid = freeOpenid(world), ...change } = asked;
  if (world.people.has(openid)) throw new WorldError(409, `${openid} exists already.`);
  const name = change.name ?? null;
  const person = personFrom({
    openid,
    name: null,
    displayName: change.displayName ?? name ?? 'Nameless',
    email: null,
    group: 'Made by hand',
    case: change.case ?? 'Made at the control door.',
  });
  const withStatus = { valid: (change.accountStatus ?? 'Active') === 'Active', ...change, name };
  // The status of a new account is a fact, not an event: nobody is renamed by it.
  if (change.accountStatus) person.accountStatus = change.accountStatus;
  changePerson(world, person, withStatus);
  world.people.set(openid, person);
  return person;
}

function getMember(world: World, name: string): Person | Team {
  const member = findByName(world, name);
  if (!member) throw new WorldError(404, `There is nobody called ~${name}.`);
  return member;
}

export function setMembers(world: World, team: Team, names: string[]): void {
  team.members = new Set(names.map((name) => memberKey(getMember(world, name))));
}

export function addMember(world: World, team: Team, name: string): void {
  team.members.add(memberKey(getMember(world, name)));
}

export function removeMember(world: World, team: Team, name: string): void {
  if (!team.members.delete(memberKey(getMember(world, name)))) {
    throw new WorldError(404, `~${name} is not a direct member of ~${team.name}.`);
  }
}

export function putTeam(
  world: World,
  name: string,
  change: { displayName?: string; isPrivate?: boolean },
): Team {
  const held = findByName(world, name);
  if (held?.kind === 'person') throw new WorldError(409, `~${name} is a person.`);
  const team = held ?? {
    kind: 'team' as const,
    name,
    displayName: name,
    isPrivate: false,
    members: new Set<string>(),
  };
  team.displayName = change.displayName ?? team.displayName;
  team.isPrivate = change.isPrivate ?? team.isPrivate;
  world.teams.set(name, team);
  return team;
}

/** Its page is 404 afterwards, and it is no member of other teams any more. */
export function removeTeam(world: World, team: Team): void {
  world.teams.delete(team.name);
  for (const other of world.teams.values()) other.members.delete(memberKey(team));
}

/** As on Launchpad: members stay, and the old name leads nowhere. */
export function renameTeam(world: World, team: Team, name: string): void {
  const held = findByName(world, name);
  if (held && held !== team) throw new WorldError(409, `~${name} is taken.`);
  const within = [...world.teams.values()].filter((other) => other.members.has(memberKey(team)));
  removeTeam(world, team);
  team.name = name;
  world.teams.set(name, team);
  for (const other of within) other.members.add(memberKey(team));
}

/** Many people at once, for teams that need more than one page. */
export function addCrowd(world: World, team: Team, count: number, prefix: string): number {
  let added = 0;
  for (let number = 1; added < count; number += 1) {
    const name = `${prefix}-${String(number).padStart(4, '0')}`;
    const openid = `${prefix.replaceAll(/[^a-z0-9]/g, '')}${String(number).padStart(4, '0')}`;
    if (findByName(world, name) || world.people.has(openid)) continue;
    addPerson(world, {
      openid,
      name,
      displayName: `Crowd ${prefix} ${String(number).padStart(4, '0')}`,
      email: `${name}@example.org`,
      teams: [team.name],
      case: 'One of a crowd.',
    });
    added += 1;
  }
  return added;
}
