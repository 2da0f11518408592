import type { AccountStatus, Group } from '../people.ts';

export interface Person {
  kind: 'person';
  openid: string;
  name: string | null;
  displayName: string;
  email: string | null;
  cocSigned: boolean;
  valid: boolean;
  accountStatus: AccountStatus;
  mergedInto: string | null;
  hideEmail: boolean;
  karma: number;
  dateCreated: string;
  group: Group;
  case: string;
}

export interface Team {
  kind: 'team';
  name: string;
  displayName: string;
  isPrivate: boolean;
  /** Direct members. People by identifier, so that a rename keeps them in; teams by `~name`. */
  members: Set<string>;
}

/** What Launchpad calls a person: somebody or a team, with a name. */
export type Named = (Person & { name: string }) | Team;

export const memberKey = (member: Person | Team): string =>
  member.kind === 'team' ? `~${member.name}` : member.openid;

/** A refusal by the world: a 4xx at the control door. */
export class WorldError extends Error {
  status: 404 | 409;

  constructor(status: 404 | 409, message: string) {
    super(message);
    this.status = status;
  }
}
