import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** A vendor's own definition of a kind, without its descriptions. */
export interface VendorCrd {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly group: string; readonly versions: readonly { readonly name: string; readonly served: boolean }[] };
}

let known: readonly VendorCrd[] | undefined;

/** The definition of this name, `<plural>.<group>`, as its vendor ships it (README.md says which and where from). Throws for one that is not kept. */
export function vendorCrd(name: string): VendorCrd {
  known ??= JSON.parse(gunzipSync(readFileSync(new URL("vendor-crds.json.gz", import.meta.url))).toString()) as VendorCrd[];
  const found = known.find(({ metadata }) => metadata.name === name);
  if (!found) throw new RangeError(`no vendor's definition of ${name} is kept: add it to tooling/crds/sources.mjs and run "npm run crds"`);
  return found;
}
