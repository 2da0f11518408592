/** Who is in the teams of the bench: `person1`, `person2` … in the order of the pages. */
export const PAGE = 300;
/** The path under which one in a hundred has changed. */
export const CHANGED = '/changed';
/** Places of a page: somebody left and another joined, one has another name, and two more joined in place of others. */
const LEFT = 0;
const RENAMED = 1;

export const sizeOf = (team: string) => Number(team.split('-')[1]);

/** Counted from 0. */
export function nameAt(index: number, isChanged: boolean): string {
  const place = index % PAGE;
  if (isChanged && place === LEFT) return `joiner${index + 1}`;
  if (isChanged && place === RENAMED) return `person${index + 1}-new`;
  if (isChanged && place === RENAMED + 1) return `joiner${index + 1}`;
  return `person${index + 1}`;
}

/** What the look-up of `person{n}` gives then. */
export function afterChange(n: number): { name: string; isIn: boolean } {
  const place = (n - 1) % PAGE;
  return {
    name: place === RENAMED ? `person${n}-new` : `person${n}`,
    isIn: place !== LEFT && place !== RENAMED + 1,
  };
}
