import { createHash } from 'node:crypto';
import type { Named } from '../world/model.ts';

export type Version = '1.0' | 'devel';
export type Entry = Record<string, unknown>;

export const redacted = 'tag:launchpad.net:2008:redacted';

const collections = (base: string, names: string[]): Entry =>
  Object.fromEntries(names.map((name) => [`${name}_collection_link`, `${base}/${name}`]));

const sha1 = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('hex');

/** Two hashes, as lazr.restful makes them: of everything, and of what could be written. */
export function withEtag(entry: Entry): Entry {
  return {
    ...entry,
    http_etag: `"${sha1(entry)}-${sha1([entry.display_name, entry.description, entry.status])}"`,
  };
}

function preferredAddress(named: Named): string | null {
  // Anonymous callers learn that there is one, or that there is none; never which. A valid account
  // always has one, even when the sign-in hands none over.
  if (named.kind === 'team' || named.accountStatus === 'Deactivated') return null;
  return named.valid || named.email !== null ? redacted : null;
}

function teamOnly(): Entry {
  return {
    team_description: null,
    membership_policy: 'Restricted Team',
    subscription_policy: 'Restricted Team',
    renewal_policy: 'invite them to apply for renewal',
    default_membership_period: null,
    default_renewal_period: null,
  };
}

/** One person or team with every field that an anonymous caller gets, in Launchpad's order. */
export function entryOf(origin: string, version: Version, named: Named): Entry {
  const base = `${origin}/${version}/~${named.name}`;
  const person = named.kind === 'person' ? named : null;
  const isDevel = version === 'devel';
  return withEtag({
    self_link: base,
    web_link: `${origin}/~${named.name}`,
    resource_type_link: `${origin}/${version}/#${named.kind}`,
    recipes_collection_link: `${base}/recipes`,
    ...(isDevel ? {} : { latitude: null, longitude: null }),
    time_zone: 'UTC',
    private: named.kind === 'team' && named.isPrivate,
    is_valid: person ? person.valid : true,
    is_team: !person,
    ...(isDevel && person ? { account_status: person.accountStatus } : {}),
    visibility: named.kind === 'team' && named.isPrivate ? 'Private' : 'Public',
    name: named.name,
    display_name: named.displayName,
    logo_link: `${base}/logo`,
    is_probationary: person ? person.karma === 0 : false,
    id: redacted,
    karma: person?.karma ?? 0,
    homepage_content: null,
    description: null,
    mugshot_link: `${base}/mugshot`,
    languages_collection_link: `${base}/languages`,
    hide_email_addresses: person?.hideEmail ?? false,
    date_created: person?.dateCreated ?? '2005-06-06T08:59:51.605760+00:00',
    sshkeys_collection_link: `${base}/sshkeys`,
    is_ubuntu_coc_signer: person?.cocSigned ?? false,
    ...collections(base, [
      'gpg_keys',
      'wiki_names',
      'irc_nicknames',
      'jabber_ids',
      'social_accounts',
      'memberships_details',
      'open_membership_invitations',
      'confirmed_email_addresses',
    ]),
    team_owner_link: person ? null : `${origin}/${version}/~ada-okafor`,
    preferred_email_address_link: preferredAddress(named),
    mailing_list_auto_subscribe_policy: 'Ask me when I join a team',
    archive_link: null,
    ...collections(base, [
      'ppas',
      'sub_teams',
      'super_teams',
      'members',
      'admins',
      'participants',
      'deactivated_members',
      'expired_members',
      'invited_members',
      'members_details',
      'proposed_members',
    ]),
    ...(person ? {} : teamOnly()),
    ...(isDevel && person ? { account_status_history: redacted } : {}),
  });
}

/** A direct membership, as `members_details` lists it. */
export function membershipOf(origin: string, version: Version, team: Named, member: Named): Entry {
  const root = `${origin}/${version}`;
  return withEtag({
    self_link: `${root}/~${team.name}/+member/${member.name}`,
    web_link: `${origin}/~${team.name}/+member/${member.name}`,
    resource_type_link: `${root}/#team_membership`,
    team_link: `${root}/~${team.name}`,
    member_link: `${root}/~${member.name}`,
    last_changed_by_link: `${root}/~ada-okafor`,
    date_joined: '2020-02-20T10:00:00+00:00',
    date_expires: null,
    last_change_comment: null,
    status: 'Approved',
  });
}
