import { PostgresDemote } from "@holdfast/contracts/steps/postgres-demote";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";
import { postgresHealth, postgresParts } from "./postgres-role";

const objectOf = (p: PostgresDemote) => `Cluster ${p.namespace}/${p.name}`;

/** Ends the writes at one site and gets the token by which the other proves that it has them all. Undone while nobody was promoted, it takes the writes again. */
export const postgresDemote = fieldsStep({
  ...postgresParts,
  name: "postgres.demote",
  schema: PostgresDemote,
  describe: (p) => describeStep({ use: "postgres.demote", with: p }),
  // A token of an earlier promotion is taken away in the same write: the operator takes it of a primary only.
  wanted: (p) => ({ primary: p.to, promotionToken: null }),
  findings: (_, p, found) => [
    ...postgresHealth(objectOf(p), found),
    ...(found.status.externalClusters.includes(p.to)
      ? []
      : [finding("ExternalClusterAbsent", "blocking", objectOf(p), { object: objectOf(p), name: p.to })]),
  ],
  effect(_, { primary }, { status: { self, phase, isWritable, demotionToken } }) {
    if (primary === self) return isWritable ? done(worded("TakesWrites")) : waiting(worded("WritesToBeTaken", { phase }));
    return demotionToken !== "" && isWritable === false
      ? done(worded("DemotedWithToken"))
      : waiting(worded("DemotionTokenToCome", { phase }));
  },
});
