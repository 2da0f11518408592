import { createHash } from 'node:crypto';
import { people as personSeeds, type PersonSeed } from '../people.ts';
import { teams as teamSeeds } from '../teams.ts';
import { memberKey, WorldError, type Named, type Person, type Team } from './model.ts';

/** The people and teams of the sandbox, in memory. Deterministic: a reset gives the same world again. */
export interface World {
  people: Map<string, Person>;
  teams: Map<string, Team>;
}

/** Numbers and dates that look alive and are the same at every start. */
function numberFrom(text: string, below: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % below;
}

function dateFrom(text: string): string {
  const from = Date.UTC(2005, 5, 6);
  const seconds = numberFrom(`date ${text}`, 20 * 365 * 86_400);
  const micros = String(numberFrom(`micros ${text}`, 1_000_000)).padStart(6, '0');
  return `${new Date(from + seconds * 1000).toISOString().slice(0, 19)}.${micros}+00:00`;
}

export function personFrom(seed: PersonSeed): Person {
  return {
    kind: 'person',
    openid: seed.openid,
    name: seed.name,
    displayName: seed.displayName,
    email: seed.email,
    cocSigned: seed.cocSigned ?? true,
    valid: seed.valid ?? true,
    accountStatus: seed.accountStatus ?? 'Active',
    mergedInto: seed.mergedInto ?? null,
    hideEmail: seed.hideEmail ?? false,
    karma: seed.karma ?? numberFrom(`karma ${seed.openid}`, 2000) + 1,
    dateCreated: dateFrom(seed.openid),
    group: seed.group,
    case: seed.case,
  };
}

export function resetWorld(world: World): void {
  world.people.clear();
  world.teams.clear();
  for (const { name, displayName, isPrivate = false } of teamSeeds) {
    world.teams.set(name, { kind: 'team', name, displayName, isPrivate, members: new Set() });
  }
  for (const { name, memberOf = [] } of teamSeeds) {
    for (const parent of memberOf) getTeam(world, parent).members.add(`~${name}`);
  }
  for (const seed of personSeeds) {
    world.people.set(seed.openid, personFrom(seed));
    for (const team of seed.teams ?? []) getTeam(world, team).members.add(seed.openid);
  }
}

export function createWorld(): World {
  const world: World = { people: new Map(), teams: new Map() };
  resetWorld(world);
  return world;
}

export const isNamed = (person: Person | undefined | null): person is Person & { name: string } =>
  typeof person?.name === 'string';

export function getTeam(world: World, name: string): Team {
  const team = world.teams.get(name);
  if (!team) throw new WorldError(404, `There is no team ~${name}.`);
  return team;
}

/** A closed account has given its name up, so the name finds nobody. */
export function findByName(world: World, name: string): Named | null {
  const team = world.teams.get(name);
  if (team) return team;
  for (const person of world.people.values()) {
    if (isNamed(person) && person.name === name && person.accountStatus !== 'Closed') return person;
  }
  return null;
}

/** By identifier, or by Launchpad name. */
export function findPerson(world: World, openidOrName: string): Person | null {
  const person = world.people.get(openidOrName);
  if (person) return person;
  const named = findByName(world, openidOrName);
  return named?.kind === 'person' ? named : null;
}

/** The Launchpad person that an identifier leads to: after a merge, the surviving one. */
export function findLaunchpadPerson(world: World, openid: string): (Person & { name: string }) | null {
  const seen = new Set<string>();
  let person = world.people.get(openid);
  while (person?.mergedInto && !seen.has(person.openid)) {
    seen.add(person.openid);
    person = world.people.get(person.mergedInto);
  }
  return isNamed(person) && person.accountStatus !== 'Closed' ? person : null;
}

export function directTeams(world: World, member: Person | Team): Team[] {
  const key = memberKey(member);
  return [...world.teams.values()].filter((team) => team.members.has(key));
}
