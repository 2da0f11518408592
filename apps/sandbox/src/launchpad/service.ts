import { directMembers, participants, superTeams } from '../world/graph.ts';
import { findByName, findLaunchpadPerson, isNamed, type World } from '../world/world.ts';
import type { Named } from '../world/model.ts';
import { entryOf, membershipOf, type Version } from './entry.ts';
import { pageReply } from './pages.ts';
import { notFound, textReply, type Reply } from './reply.ts';

export interface LaunchpadRequest {
  version: Version;
  /** The rest of the path, decoded, without its first slash: `~name/super_teams`. */
  path: string;
  params: URLSearchParams;
}

const isHidden = (named: Named): boolean => named.kind === 'team' && named.isPrivate;

/** Collections that exist and are empty for everybody here. */
const emptyCollections = [
  'deactivated_members',
  'expired_members',
  'invited_members',
  'proposed_members',
  'ppas',
];

interface Listing {
  type: string;
  members: Named[];
  present?: (member: Named) => Record<string, unknown>;
}

function listingOf(
  world: World,
  origin: string,
  version: Version,
  named: Named,
  name: string,
): Listing | null {
  const team = named.kind === 'team' ? named : null;
  switch (name) {
    case 'super_teams':
      return { type: 'team', members: superTeams(world, named) };
    case 'participants':
      return { type: 'person', members: team ? participants(world, team) : [] };
    case 'members':
      return { type: 'person', members: team ? directMembers(world, team) : [] };
    case 'sub_teams':
      return {
        type: 'team',
        members: team ? participants(world, team).filter(({ kind }) => kind === 'team') : [],
      };
    case 'members_details':
      return {
        type: 'team_membership',
        members: team ? directMembers(world, team) : [],
        present: (member) => membershipOf(origin, version, named, member),
      };
    default:
      return emptyCollections.includes(name) ? { type: 'person', members: [] } : null;
  }
}

/**
 * `getByOpenIDIdentifier`. The identifier is known in three forms: ours, and those of the provider's two
 * names. A plus that was not percent-encoded arrived as a space, matches nothing, and the answer is null.
 */
function lookUp(world: World, origin: string, { version, params }: LaunchpadRequest): Reply {
  const identifier = params.get('identifier');
  if (identifier === null) return textReply(400, 'identifier: Required input is missing.');
  const prefixes = [origin, 'https://login.ubuntu.com', 'https://login.launchpad.net'].map(
    (host) => `${host}/+id/`,
  );
  const prefix = prefixes.find((start) => identifier.startsWith(start));
  const person = prefix ? findLaunchpadPerson(world, identifier.slice(prefix.length)) : null;
  return { status: 200, json: person && entryOf(origin, version, person) };
}

function people(world: World, origin: string, request: LaunchpadRequest): Reply {
  const { version, params } = request;
  const operation = params.get('ws.op');
  if (operation === 'getByOpenIDIdentifier' && version === 'devel') return lookUp(world, origin, request);
  if (operation !== null) return textReply(400, `No such operation: ${operation}`);
  const everybody = [...world.people.values()].filter(isNamed);
  return pageReply(
    {
      url: `${origin}/${version}/people`,
      resourceTypeLink: `${origin}/${version}/#person-page-resource`,
      items: everybody
        .filter(({ accountStatus }) => accountStatus !== 'Closed')
        .map((person) => entryOf(origin, version, person)),
    },
    params,
  );
}

/** What `GET` answers: Launchpad's manners without the wire. */
export function answerLaunchpad(world: World, origin: string, request: LaunchpadRequest): Reply {
  const { version, path, params } = request;
  if (path === 'people') return people(world, origin, request);
  const [segment = '', collection, ...rest] = path.split('/');
  if (!segment.startsWith('~') || rest.length > 0) return notFound(segment);
  const name = segment.slice(1);
  if (name !== name.toLowerCase()) {
    const search = params.size > 0 ? `?${params}` : '';
    const target = [`~${name.toLowerCase()}`, ...(collection === undefined ? [] : [collection])].join('/');
    return {
      status: 301,
      location: `${origin}/${version}/${encodeURI(target)}${search}`,
      text: '',
      type: 'text/plain',
    };
  }
  const named = findByName(world, name);
  if (!named || isHidden(named)) return notFound(segment);
  if (named.kind === 'person' && named.accountStatus === 'Suspended') {
    return textReply(410, `'User is suspended: ~${name}'`);
  }
  const operation = params.get('ws.op');
  if (operation !== null) return textReply(400, `No such operation: ${operation}`);
  if (collection === undefined) {
    const entry = entryOf(origin, version, named);
    return { status: 200, json: entry, etag: String(entry.http_etag) };
  }
  const listing = listingOf(world, origin, version, named, collection);
  if (!listing) return notFound(collection);
  const present = listing.present ?? ((member: Named) => entryOf(origin, version, member));
  return pageReply(
    {
      url: `${origin}/${version}/~${name}/${collection}`,
      resourceTypeLink: `${origin}/${version}/#${listing.type}-page-resource`,
      items: listing.members.map((member) => (isHidden(member) ? null : present(member))),
    },
    params,
  );
}
