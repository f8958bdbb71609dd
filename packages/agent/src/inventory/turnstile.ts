/** Lets so many through at a time; the others wait in line. */
export type Turnstile = <T>(work: () => Promise<T>) => Promise<T>;

/** A turnstile for `places`. */
export function turnstile(places: number): Turnstile {
  let free = places;
  const line: (() => void)[] = [];
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => line.push(resolve));
    else free--;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else free++;
    }
  };
}
