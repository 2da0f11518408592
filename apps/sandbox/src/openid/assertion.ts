import { randomBytes } from 'node:crypto';
import { superTeams } from '../world/graph.ts';
import { findLaunchpadPerson, type World } from '../world/world.ts';
import type { Person } from '../world/model.ts';
import type { CheckidRequest } from './checkid.ts';
import { ns, sregNamespaces, teamsNamespace, type Message } from './messages.ts';

/** What the person left ticked. */
export interface Sharing {
  email: boolean;
  nickname: boolean;
  teams: boolean;
}

/** Signed values cannot hold line breaks (4.1.1), display names can. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ');

/** Simple Registration 1.1. The nickname is the Launchpad name, so it is missing without a Launchpad person. */
function sregFields(world: World, person: Person, asked: string[], sharing: Sharing): [string, string][] {
  const known: Record<string, string | null | undefined> = {
    nickname: sharing.nickname ? findLaunchpadPerson(world, person.openid)?.name : null,
    email: sharing.email ? person.email : null,
    fullname: person.displayName,
    language: 'en',
    timezone: 'UTC',
  };
  const fields: [string, string][] = [];
  for (const name of new Set(asked)) {
    const value = known[name];
    if (value) fields.push([`sreg.${name}`, oneLine(value)]);
  }
  return fields;
}

function memberOf(world: World, person: Person, queried: string[]): string[] {
  const launchpadPerson = findLaunchpadPerson(world, person.openid);
  if (!launchpadPerson) return [];
  const names = superTeams(world, launchpadPerson).flatMap((team) => (team.isPrivate ? [] : [team.name]));
  return queried.filter((name) => names.includes(name));
}

/** The fields of a positive assertion, section 10.1, before they are signed. */
export function assertionFields(
  world: World,
  origin: string,
  person: Person,
  request: CheckidRequest,
  sharing: Sharing,
  now: Date = new Date(),
): Message {
  const identifier = `${origin}/+id/${person.openid}`;
  const fields: Message = new Map([
    ['ns', ns],
    ['mode', 'id_res'],
    ['op_endpoint', `${origin}/+openid`],
    ['claimed_id', identifier],
    ['identity', identifier],
    ['return_to', request.returnTo],
    ['response_nonce', `${now.toISOString().slice(0, 19)}Z${randomBytes(6).toString('hex')}`],
  ]);
  if (request.invalidateHandle !== null) fields.set('invalidate_handle', request.invalidateHandle);
  if (request.sreg) {
    fields.set('ns.sreg', sregNamespaces[0] ?? '');
    const asked = [...request.sreg.required, ...request.sreg.optional];
    for (const [name, value] of sregFields(world, person, asked, sharing)) fields.set(name, value);
  }
  if (request.queriedTeams) {
    const teams = sharing.teams ? memberOf(world, person, request.queriedTeams) : [];
    fields.set('ns.lp', teamsNamespace);
    // Signed even when it is empty; silence is not absence.
    fields.set('lp.is_member', teams.join(','));
  }
  return fields;
}
