// All sets of programs. What is added here leaves the stamps of the others alone: sets.mjs goes into them, this file does not.
import { policySet } from "./policy-set.mjs";
import { sets } from "./sets.mjs";

/** The oracle that the CEL engine is held to, of the same go.mod as the API server. */
const cel = {
  gigabytes: 2,
  sources: ["go.mod", "go.sum", "cel"],
  programs: [{ name: "cel-oracle", module: ".", from: "./cel" }],
};

/** The engine that constraints are pushed to, outside any cluster, of the same go.mod as the API server. */
const gatekeeper = {
  gigabytes: 2,
  sources: ["go.mod", "go.sum"],
  programs: [{ name: "gatekeeper", module: ".", from: "github.com/open-policy-agent/gatekeeper/v3" }],
};

/** Every set by its name. `recipe` is the file that says how a set is built, sets.mjs unless said. */
export const allSets = { ...sets, policy: policySet, cel, gatekeeper };
