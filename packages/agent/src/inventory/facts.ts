import type { Json, JsonObject } from "@holdfast/contracts/json";
import { parseQuantity } from "@holdfast/domain/health/quantity";

/** A value of a fact, or nothing. */
export type Fact = Json | undefined;

const LONGEST_TEXT = 1024;
const MOST_ENTRIES = 64;

const isEmpty = (value: Fact) =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) ? value.length === 0 : typeof value === "object" && Object.keys(value).length === 0);

/**
 * The facts that are there, in the order of their names: undefined, null and empty ones are left out, so that records stay
 * small, and equal ones are equal as text.
 */
export function facts(all: Readonly<Record<string, Fact>>): JsonObject {
  const present: JsonObject = {};
  for (const name of Object.keys(all).sort()) {
    const value = all[name];
    if (value !== undefined && !isEmpty(value)) present[name] = value;
  }
  return present;
}

/** A text of bounded length; undefined for anything that is no text. */
export const text = (value: unknown, longest = LONGEST_TEXT): string | undefined =>
  typeof value === "string" && value !== "" ? value.slice(0, longest) : undefined;

/** A number; undefined for anything else. */
export const number = (value: unknown): number | undefined => (typeof value === "number" && Number.isFinite(value) ? value : undefined);

/** A yes that is worth saying: false is left out. */
export const yes = (value: unknown): true | undefined => (value === true ? true : undefined);

/** An `IntOrString` as the API writes it. */
export const intOrText = (value: unknown): string | number | undefined => number(value) ?? text(value, 63);

/** The first entries of a list, each turned into facts; a list that a cluster let grow without bound does not grow a record. */
export const each = <T>(list: readonly T[] | undefined, toFact: (entry: T) => Fact): Json[] =>
  (list ?? []).slice(0, MOST_ENTRIES).map((entry) => toFact(entry) ?? null);

/** Texts of a list, in its order. */
export const texts = (list: readonly unknown[] | undefined, longest = 253): string[] =>
  (list ?? []).slice(0, MOST_ENTRIES).flatMap((entry) => text(entry, longest) ?? []);

/** A map of texts in the order of its keys, bounded. */
export function textMap(map: Readonly<Record<string, unknown>> | undefined, longest = 253): Record<string, string> {
  const bounded: Record<string, string> = {};
  if (!map) return bounded;
  for (const name of Object.keys(map).sort().slice(0, MOST_ENTRIES)) {
    const value = map[name];
    if (typeof value === "string") bounded[name.slice(0, 317)] = value.slice(0, longest);
  }
  return bounded;
}

/** Thousandths of a CPU. */
export function cpuMillis(quantity: unknown): number | undefined {
  const cores = parseQuantity(quantity);
  return cores === undefined ? undefined : Math.round(cores * 1000);
}

/** Bytes. */
export function sizeBytes(quantity: unknown): number | undefined {
  const bytes = parseQuantity(quantity);
  return bytes === undefined ? undefined : Math.round(bytes);
}
