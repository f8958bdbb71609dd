import { RamenFailover } from "@holdfast/contracts/steps/ramen-failover";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";
import { conditionFinding, isAvailableAt, ramenParts, ramenProgress, ramenReadiness, runsThere } from "./ramen-action";

const objectOf = (p: RamenFailover) => `DRPlacementControl ${p.namespace}/${p.name}`;

/** Has Ramen bring a workload up elsewhere. The lost site is cleaned up whenever it comes back, and that is not waited for. */
export const ramenFailover = fieldsStep({
  ...ramenParts,
  name: "ramen.failover",
  schema: RamenFailover,
  describe: (p) => describeStep({ use: "ramen.failover", with: p }),
  wanted: (p, live) => ({ ...live, action: "Failover" as const, failoverCluster: p.to }),
  findings(_, p, found) {
    const { values, status } = found;
    // Asked for already: what remains is to wait.
    if (values.action === "Failover" && values.failoverCluster === p.to && values.dryRun !== true) return [];
    const since = status.lastSyncAt;
    return [
      ...ramenReadiness(objectOf(p), found),
      ...conditionFinding(objectOf(p), found, "PeerReady", "blocking"),
      ...conditionFinding(objectOf(p), found, "Protected", "warning"),
      ...(since === null ? [] : [finding("RamenLosesSince", "info", objectOf(p), { since })]),
    ];
  },
  taken: runsThere,
  effect(p, _, { status }) {
    if (status.phase !== "FailedOver" || !isAvailableAt(status, p.to))
      return waiting(worded("RamenToFailOver", { to: p.to, ...ramenProgress(status) }));
    // Until the old place is cleaned up there is no way back, and a person should know.
    return done(worded(status.peerReady === "True" ? "RamenRunsOn" : "RamenFailedOverUncleaned", { to: p.to }));
  },
  irreversible: "the way back is a relocation, a step of its own",
});
