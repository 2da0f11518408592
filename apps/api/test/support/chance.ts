/** Chance that can be had again: the seed is printed with the test's name and read from `variable`. */
export function useSeed(variable: string): { seed: number; random: () => number } {
  const seed = Number(process.env[variable] ?? Math.floor(Math.random() * 2 ** 31));
  let state = seed;
  return {
    seed,
    // Mulberry32.
    random() {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}
