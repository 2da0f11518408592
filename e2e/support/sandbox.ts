import { randomBytes } from 'node:crypto';

/** What these journeys read of a person of the sandbox; apps/sandbox/README.md has the rest. */
export interface Person {
  openid: string;
  claimedIdentifier: string;
  name: string | null;
  displayName: string;
  email: string | null;
}

export interface Mail {
  id: string;
  to: string[];
  subject: string;
  text: string;
}

interface PersonFields {
  name?: string | null;
  displayName?: string;
  email?: string | null;
  cocSigned?: boolean;
  accountStatus?: 'Active' | 'Deactivated' | 'Suspended';
  teams?: string[];
}

interface Fault {
  target: 'launchpad' | 'openid' | 'smtp';
  kind: string;
  path: string;
  times?: number;
  delayMs?: number;
}

/** The world outside, as its control door lets a test change it. */
export function createSandbox(url: string) {
  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  return {
    url,
    /** Somebody out there writes to an address of the product. */
    write: (to: string, subject: string) =>
      send<{ isAccepted: boolean; answer: string }>('POST', '/control/write', { to, subject }),
    person: (openid: string) => send<Person>('GET', `/control/people/${openid}`),
    /** A person whom no other journey knows; unless told otherwise, one with nothing against them. */
    newPerson: (fields: PersonFields = {}) => {
      const name = `guest-${randomBytes(4).toString('hex')}`;
      return send<Person>('POST', '/control/people', {
        name,
        displayName: `Guest ${name.slice(6)}`,
        email: `${name}@example.org`,
        cocSigned: true,
        teams: ['kubuntu-members'],
        ...fields,
      });
    },
    change: (person: Person, fields: PersonFields) =>
      send<Person>('PATCH', `/control/people/${person.openid}`, fields),
    join: (person: Person, team: string) =>
      send<unknown>('POST', `/control/teams/${team}/members`, { name: person.name }),
    leaveTeam: (person: Person, team: string) =>
      send<unknown>('DELETE', `/control/teams/${team}/members/${person.name}`),
    /** Faults name whom they are about, so that nobody else meets them. */
    addFault: (fault: Fault) => send<unknown>('PUT', '/control/faults', fault),
    mendEverything: () => send<unknown>('DELETE', '/control/faults'),
    mailsTo: (address: string) => send<Mail[]>('GET', `/control/mails?to=${encodeURIComponent(address)}`),
  };
}

export type Sandbox = ReturnType<typeof createSandbox>;
