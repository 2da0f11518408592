/** All people of one team at one moment, by Launchpad name; teams among the participants are left out. */

export interface RosterPerson {
  name: string;
  isValid: boolean;
  isCocSigner: boolean;
}

/** What a name stands for in a roster. Anything but `ok` is *gone* (R3). */
export type Standing = 'ok' | 'absent' | 'not_valid' | 'coc_unsigned';

const VALID = 1;
const SIGNED = 2;

/** Names with their flags; a map of 100,000 of them is a few megabytes. */
export type RosterNames = ReadonlyMap<string, number>;

export interface Roster {
  names: RosterNames;
  /** When its reading began: what happened later it cannot know. */
  readFrom: Date;
}

export function flagsOf({ isValid, isCocSigner }: RosterPerson): number {
  return (isValid ? VALID : 0) | (isCocSigner ? SIGNED : 0);
}

export function standingOf(names: RosterNames, name: string): Standing {
  const flags = names.get(name);
  if (flags === undefined) return 'absent';
  if ((flags & VALID) === 0) return 'not_valid';
  return (flags & SIGNED) === 0 ? 'coc_unsigned' : 'ok';
}
