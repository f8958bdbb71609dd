// All sets of programs. What is added here leaves the stamps of the others alone: sets.mjs goes into them, this file does not.
import { sets as servers } from "./sets.mjs";

/** The sets of sets.mjs, and `cel`: the oracle that the CEL engine is held to, of the same go.mod as the API server. */
export const sets = {
  ...servers,
  cel: {
    gigabytes: 2,
    sources: ["go.mod", "go.sum", "cel"],
    programs: [{ name: "cel-oracle", module: ".", from: "./cel" }],
  },
};
