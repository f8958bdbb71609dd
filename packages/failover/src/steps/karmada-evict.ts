import { karmadaSetEviction as command, KarmadaEviction } from "@holdfast/contracts/commands/karmada-set-eviction";
import { karmadaReadEviction } from "@holdfast/contracts/queries/karmada-read-eviction";
import { KarmadaEvict } from "@holdfast/contracts/steps/karmada-evict";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";

/** Has Karmada place elsewhere what it placed on a member cluster. */
export const karmadaEvict = fieldsStep({
  name: "karmada.evict",
  schema: KarmadaEvict,
  values: KarmadaEviction,
  command,
  query: karmadaReadEviction,
  kind: "Cluster",
  resource: "clusters.cluster.karmada.io",
  inWords: ({ isEvicted }) => (isEvicted ? "its taint" : "no taint"),
  describe: (p) => describeStep({ use: "karmada.evict", with: p }),
  wanted: () => ({ isEvicted: true }),
  // Whether its Karmada evicts by taints stands in the arguments of its controllers, which nobody can read here.
  findings: (_, p, { values, status }) =>
    values.isEvicted ? [] : [finding("KarmadaEvicts", "info", `Cluster ${p.name}`, { name: p.name, placed: status.placed })],
  effect(p, { isEvicted }, { status: { placed, leaving } }) {
    if (!isEvicted) return done(worded("KarmadaMayPlace", { name: p.name }));
    return placed === 0 && leaving === 0
      ? done(worded("KarmadaEvicted", { name: p.name }))
      : waiting(worded("KarmadaToEvict", { name: p.name, placed, leaving }));
  },
});
