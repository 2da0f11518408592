const MINUTES_A_DAY = 1_440;
/** Somewhat more than is needed, so that a pause of Launchpad is made up for. */
const SLACK = 1.25;

/** How many members a minute has to verify so that each has their turn within a day, and whether the rate allows it. */
export function trickleShare(members: number, perMinute: number): { share: number; isBehind: boolean } {
  const needed = members / MINUTES_A_DAY;
  return { share: Math.min(Math.ceil(needed * SLACK), perMinute), isBehind: needed > perMinute };
}
