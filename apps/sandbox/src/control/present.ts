import { directMembers } from '../world/graph.ts';
import { directTeams } from '../world/world.ts';
import type { Person, Team } from '../world/model.ts';
import type { SandboxState } from '../state.ts';

export function presentPerson({ world, origin }: SandboxState, person: Person) {
  return {
    openid: person.openid,
    claimedIdentifier: `${origin}/+id/${person.openid}`,
    name: person.name,
    displayName: person.displayName,
    email: person.email,
    cocSigned: person.cocSigned,
    valid: person.valid,
    accountStatus: person.accountStatus,
    mergedInto: person.mergedInto,
    hideEmail: person.hideEmail,
    karma: person.karma,
    teams: directTeams(world, person).map(({ name }) => name),
    group: person.group,
    case: person.case,
  };
}

export function presentTeam({ world }: SandboxState, team: Team) {
  return {
    name: team.name,
    displayName: team.displayName,
    isPrivate: team.isPrivate,
    members: directMembers(world, team).map(({ name }) => name),
  };
}

export function presentState(state: SandboxState) {
  return {
    people: [...state.world.people.values()].map((person) => presentPerson(state, person)),
    teams: [...state.world.teams.values()].map((team) => presentTeam(state, team)),
    faults: state.faults.list(),
  };
}
