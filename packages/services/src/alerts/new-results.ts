import { createHash } from "node:crypto";
import type { FoundSet } from "../search/found-set";

/** So many bytes of a hash stand for one result: of 5,000 two are taken for one about once in 10^12 looks. */
const KEY_BYTES = 8;

/** What an alert remembers of a look: what was found, and of which kinds on which clusters everything was known. */
export interface Memory {
  readonly known: ReadonlySet<string>;
  readonly covered: ReadonlySet<string>;
}

/** What a look found against the one before. `waiting` forgets what is gone and does not know the new ones yet; `settled` knows all. */
export interface NewResults {
  readonly fresh: number;
  readonly waiting: Memory;
  readonly settled: Memory;
}

const keyOf = (clusterId: string, what: string): string =>
  createHash("sha256").update(`${clusterId}/${what}`).digest().subarray(0, KEY_BYTES).toString("hex");

/** Keys as a row keeps them. */
export const packKeys = (keys: ReadonlySet<string>): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from([...keys].sort().join(""), "hex"));

/** The keys that a row keeps. */
export function unpackKeys(bytes: Uint8Array): Set<string> {
  const text = Buffer.from(bytes).toString("hex");
  return new Set(text.match(new RegExp(`.{${KEY_BYTES * 2}}`, "g")) ?? []);
}

/**
 * Tells which results were not there at the look before. Nothing is new at the first look, nor of a kind on a cluster that was not known
 * whole before: a cluster that its reader may see since, or whose agent came in just now, brings what was there already.
 */
export function newResults(before: Memory | null, { results, covered }: Pick<FoundSet, "results" | "covered">): NewResults {
  const settled = {
    known: new Set(results.map(({ clusterId, uid }) => keyOf(clusterId, uid))),
    covered: new Set(covered.map(({ clusterId, resource }) => keyOf(clusterId, resource))),
  };
  const isFresh = ({ clusterId, resource, uid }: FoundSet["results"][number]) =>
    before?.covered.has(keyOf(clusterId, resource)) === true && !before.known.has(keyOf(clusterId, uid));
  const others = results.filter((each) => !isFresh(each));
  const waiting = { known: new Set(others.map(({ clusterId, uid }) => keyOf(clusterId, uid))), covered: settled.covered };
  return { fresh: results.length - others.length, waiting, settled };
}
