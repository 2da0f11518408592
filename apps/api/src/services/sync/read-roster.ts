import type { LaunchpadClient } from '../../launchpad/index.ts';
import { flagsOf, type RosterNames } from '../../domain/sync/roster.ts';
import type { Patience } from './patience.ts';
import { notAccepted, reasonOf, StoppedError } from './stop.ts';

export interface ReadOptions {
  signal: AbortSignal;
  /** Longest wait that is sat out between two attempts (milliseconds). */
  maxWaitMs: number;
  /** Before each request, of a run that nobody waits for. */
  patience: Patience | null;
  clock: () => Date;
  /** Told after each page. */
  onProgress: (pages: number, people: number) => void;
}

/**
 * Reads a team to its end, a page in memory at a time; only names and flags stay. Whatever is not as a roster has to be
 * ends it with a StoppedError that names the page.
 */
export async function readRoster(
  launchpad: Pick<LaunchpadClient, 'readRoster'>,
  team: string,
  { signal, maxWaitMs, patience, clock, onProgress }: ReadOptions,
): Promise<RosterNames> {
  const names = new Map<string, number>();
  const teams = new Set<string>();
  let pages = 0;
  try {
    const isThere = await launchpad.readRoster(
      team,
      (page) => {
        pages = page.number;
        for (const person of page.people) {
          if (names.has(person.name) || teams.has(person.name))
            throw new StoppedError(notAccepted('person_twice', page.number));
          names.set(person.name, flagsOf(person));
        }
        for (const name of page.teams) {
          // Pages that overlap show in teams as well as in people.
          if (teams.has(name) || names.has(name))
            throw new StoppedError(notAccepted('person_twice', page.number));
          teams.add(name);
        }
        onProgress(pages, names.size);
      },
      { signal, maxWaitMs, ...(patience && { beforeAttempt: () => patience(signal) }) },
    );
    if (!isThere) throw new StoppedError(notAccepted('team_not_found', 1));
  } catch (error) {
    const reason = reasonOf(error, pages + 1, clock());
    throw reason ? new StoppedError(reason) : error;
  }
  return names;
}
