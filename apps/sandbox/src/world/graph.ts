import { getTeam, isNamed, directTeams, type World } from './world.ts';
import type { Named, Person, Team } from './model.ts';

/** Launchpad's order is by display name; the name settles ties, so that pages are stable here. */
export function byDisplayName(a: Named, b: Named): number {
  const [left, right] = [a.displayName.toLowerCase(), b.displayName.toLowerCase()];
  if (left !== right) return left < right ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

export function directMembers(world: World, team: Team): Named[] {
  const members: Named[] = [];
  for (const key of team.members) {
    const member = key.startsWith('~') ? world.teams.get(key.slice(1)) : world.people.get(key);
    if (member?.kind === 'team' || isNamed(member)) members.push(member);
  }
  return members.sort(byDisplayName);
}

/** Direct and indirect members, people and teams, each once, however the teams are nested. */
export function participants(world: World, team: Team): Named[] {
  const found = new Set<Named>();
  const waiting = [team];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const member of directMembers(world, next)) {
      if (found.has(member) || member === team) continue;
      found.add(member);
      if (member.kind === 'team') waiting.push(getTeam(world, member.name));
    }
  }
  return [...found].sort(byDisplayName);
}

/** Every team that somebody is in, directly or through other teams, private ones included. */
export function superTeams(world: World, member: Person | Team): Team[] {
  const found = new Set<Team>();
  const waiting = directTeams(world, member);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next) || next === member) continue;
    found.add(next);
    waiting.push(...directTeams(world, next));
  }
  return [...found].sort(byDisplayName);
}
