import { parseArgs } from "node:util";

/**
 * The sizes that a benchmark runs at: those of its target, unless the command line says `--name number`. Throws for a name that
 * it does not know and for what is not a positive whole number.
 */
export function sizes<Name extends string>(
  target: Readonly<Record<Name, number>>,
): Record<Name, number> & { readonly isFullSize: boolean } {
  const names = Object.keys(target) as Name[];
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])) });
  const chosen = { ...target } as Record<Name, number>;
  for (const name of names) {
    const given = values[name];
    if (given === undefined) continue;
    const value = Number(given);
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} must be a positive whole number, not ${String(given)}.`);
    chosen[name] = value;
  }
  return { ...chosen, isFullSize: names.every((name) => chosen[name] >= target[name]) };
}
