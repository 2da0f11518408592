import { isLaunchpadName } from '@ubuntu-aliases/shared';
import { readCollection } from './collection.ts';
import { maskPath, NotThereError, unavailable } from './errors.ts';
import { type Call, createLaunchpadHttp, type LaunchpadHttpOptions } from './http.ts';
import { rosterEntrySchema, toRosterPage } from './roster.ts';
import { lookupSchema, namedSchema, parseAnswer, teamSchema, toAccount, toSince } from './schemas.ts';
import type { LaunchpadAccount, LaunchpadClient } from './types.ts';

export type LaunchpadClientOptions = LaunchpadHttpOptions;

/** The call exists under `devel` only; `1.0` answers 400. */
const LOOKUP_PATH = '/devel/people';

/** Nobody is in thousands of teams; a list that long is not one of a person's teams. */
const MAX_TEAM_PAGES = 20;

/** Six times the largest team that there is. */
const MAX_ROSTER_PAGES = 2_000;
/** For one page, retries included; an honest one never takes as long (milliseconds). */
const ROSTER_PAGE_MS = 75_000;
const ROSTER_MS = 60 * 60_000;

export function createLaunchpadClient(options: LaunchpadClientOptions): LaunchpadClient {
  const http = createLaunchpadHttp(options);

  async function lookUp(identifier: string, call: Call): Promise<LaunchpadAccount | null> {
    // Not URLSearchParams' business: the plus must arrive as %2B, a bare one is read as a space and the
    // answer is then the same as for somebody unknown.
    const query = `?ws.op=getByOpenIDIdentifier&identifier=${encodeURIComponent(identifier)}`;
    const answer = await http.get(LOOKUP_PATH, query, call);
    // Not "unknown": that is a 200. The people are always there, so this is not Launchpad's web service.
    if (answer.status !== 200)
      throw unavailable({ reason: 'status', status: answer.status, path: LOOKUP_PATH });
    const person = parseAnswer(lookupSchema, answer.value, LOOKUP_PATH);
    return person === null ? null : toAccount(person);
  }

  return {
    findAccount: (claimedIdentifier, callOptions = {}) =>
      http.call(callOptions, async (call) => {
        const account = await lookUp(claimedIdentifier, call);
        const former = account === null ? formerIdentifier(claimedIdentifier) : null;
        return former === null ? account : lookUp(former, call);
      }),

    listTeams: (name, callOptions = {}) =>
      http.call(callOptions, async (call) => {
        if (!isLaunchpadName(name.toLowerCase())) throw new TypeError('not a Launchpad name');
        const path = `/1.0/~${name}/super_teams`;
        const teams = new Set<string>();
        try {
          for await (const page of readCollection(http, {
            path,
            entry: teamSchema,
            call,
            maxPages: MAX_TEAM_PAGES,
          }))
            for (const team of page.entries) teams.add(team.name);
        } catch (error) {
          if (error instanceof NotThereError) return null;
          throw error;
        }
        return teams;
      }),

    findByName: (name, callOptions = {}) =>
      http.call(callOptions, async (call) => {
        if (!isLaunchpadName(name)) throw new TypeError('not a Launchpad name');
        const path = `/1.0/~${name}`;
        const answer = await http.get(path, '', call);
        if (answer.status !== 200) return null;
        const { date_created } = parseAnswer(namedSchema, answer.value, path);
        return { since: toSince(date_created) };
      }),

    isNameTaken: (name, callOptions = {}) =>
      http.call(callOptions, async (call) => {
        if (!isLaunchpadName(name)) throw new TypeError('not a Launchpad name');
        const { status } = await http.get(`/1.0/~${name}`, '', call);
        return status !== 404;
      }),

    readRoster: (team, onPage, callOptions = {}) =>
      http.call({ timeoutMs: ROSTER_MS, ...callOptions }, async (call) => {
        if (!isLaunchpadName(team)) throw new TypeError('not a Launchpad name');
        const path = `/1.0/~${team}/participants`;
        try {
          for await (const page of readCollection(http, {
            path,
            entry: rosterEntrySchema,
            call,
            maxPages: MAX_ROSTER_PAGES,
            pageTimeoutMs: ROSTER_PAGE_MS,
          }))
            onPage(toRosterPage(page.number, page.entries, maskPath(path)));
        } catch (error) {
          if (error instanceof NotThereError) return false;
          throw error;
        }
        return true;
      }),

    close: () => http.close(),
  };
}

/** The form that accounts older than login.ubuntu.com may still be filed under. */
function formerIdentifier(claimedIdentifier: string): string | null {
  const current = 'https://login.ubuntu.com/';
  return claimedIdentifier.startsWith(current)
    ? `https://login.launchpad.net/${claimedIdentifier.slice(current.length)}`
    : null;
}
