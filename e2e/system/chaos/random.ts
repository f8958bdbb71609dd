/** Numbers that come again with the same seed. */
export interface Random {
  /** An integer from 0 to below the bound. */
  below(bound: number): number;
  one<T>(choices: readonly T[]): T;
  shuffled<T>(all: readonly T[]): T[];
}

/** Draws from a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const below = (bound: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
  const one = <T>(choices: readonly T[]): T => {
    const chosen = choices[below(choices.length)];
    if (chosen === undefined) throw new RangeError("nothing to choose from");
    return chosen;
  };
  const shuffled = <T>(all: readonly T[]) => {
    const rest = [...all];
    return all.map(() => rest.splice(below(rest.length), 1)[0] as T);
  };
  return { below, one, shuffled };
}
