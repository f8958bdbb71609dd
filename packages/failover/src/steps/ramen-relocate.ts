import { RamenRelocate } from "@holdfast/contracts/steps/ramen-relocate";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";
import { conditionFinding, isAvailableAt, ramenParts, ramenProgress, ramenReadiness, runsThere } from "./ramen-action";

const objectOf = (p: RamenRelocate) => `DRPlacementControl ${p.namespace}/${p.name}`;

/** Has Ramen move a workload without loss, and waits until the old place is cleaned up. */
export const ramenRelocate = fieldsStep({
  ...ramenParts,
  name: "ramen.relocate",
  schema: RamenRelocate,
  describe: (p) => describeStep({ use: "ramen.relocate", with: p }),
  wanted: (p, live) => ({ ...live, action: "Relocate" as const, preferredCluster: p.to }),
  findings(_, p, found) {
    const { action, preferredCluster, dryRun } = found.values;
    if (action === "Relocate" && preferredCluster === p.to && dryRun !== true) return [];
    return [
      ...ramenReadiness(objectOf(p), found),
      ...conditionFinding(objectOf(p), found, "PeerReady", "blocking"),
      ...conditionFinding(objectOf(p), found, "Protected", "blocking"),
    ];
  },
  taken: runsThere,
  effect(p, _, { status }) {
    const isThere = status.phase === "Relocated" && status.progression === "Completed" && isAvailableAt(status, p.to);
    return isThere ? done(worded("RamenRunsOn", { to: p.to })) : waiting(worded("RamenToRelocate", { to: p.to, ...ramenProgress(status) }));
  },
  // The action that was there before may be a failover, which must not be asked for again by the way.
  irreversible: "the way back is another relocation",
});
