import { isLaunchpadName } from '@ubuntu-aliases/shared';
import { z } from 'zod';
import { unexpectedResponse } from './errors.ts';

/** One page of a team's participants in our words. */
export interface RosterPage {
  /** 1 for the first. */
  number: number;
  people: { name: string; isValid: boolean; isCocSigner: boolean }[];
  /** Names of teams among them, which are participants as well. */
  teams: string[];
}

/** Parsed by hand below: a schema for each of 100,000 entries would cost more than reading them. */
export const rosterEntrySchema = z.unknown();

/**
 * The two flags that decide must be real booleans: hidden, missing or of another type means that Launchpad did not say,
 * and then the whole page says nothing.
 */
export function toRosterPage(number: number, entries: readonly unknown[], path: string): RosterPage {
  const page: RosterPage = { number, people: [], teams: [] };
  for (const entry of entries) {
    const wrong = (...fields: string[]) => unexpectedResponse({ reason: 'shape', path, fields });
    if (typeof entry !== 'object' || entry === null) throw wrong('entries');
    const { name, is_team, is_valid, is_ubuntu_coc_signer, resource_type_link } = entry as Record<
      string,
      unknown
    >;
    if (typeof name !== 'string' || !isLaunchpadName(name)) throw wrong('name');
    if (typeof resource_type_link !== 'string') throw wrong('resource_type_link');
    if (is_team === true) {
      if (!resource_type_link.endsWith('#team')) throw wrong('resource_type_link');
      page.teams.push(name);
    } else if (is_team === false) {
      if (!resource_type_link.endsWith('#person')) throw wrong('resource_type_link');
      if (typeof is_valid !== 'boolean') throw wrong('is_valid');
      if (typeof is_ubuntu_coc_signer !== 'boolean') throw wrong('is_ubuntu_coc_signer');
      page.people.push({ name, isValid: is_valid, isCocSigner: is_ubuntu_coc_signer });
    } else throw wrong('is_team');
  }
  return page;
}
