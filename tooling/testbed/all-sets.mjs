import { policySet } from "./policy-set.mjs";
import { sets } from "./sets.mjs";

/** Every set by its name. `recipe` is the file that says how a set is built, sets.mjs unless said. */
export const allSets = { ...sets, policy: policySet };
