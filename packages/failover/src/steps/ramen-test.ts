import { RamenTest } from "@holdfast/contracts/steps/ramen-test";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";
import { conditionFinding, ramenParts, ramenProgress, ramenReadiness } from "./ramen-action";

const objectOf = (p: RamenTest) => `DRPlacementControl ${p.namespace}/${p.name}`;

/** Has Ramen try a failover beside the workload that goes on. Undone, the action is what it was before, which ends the test. */
export const ramenTest = fieldsStep({
  ...ramenParts,
  name: "ramen.test",
  schema: RamenTest,
  describe: (p) => describeStep({ use: "ramen.test", with: p }),
  // A Ramen without `dryRun` would take the rest for a failover: the API server refuses a field that the kind does not know.
  wanted: (p, live) => ({ ...live, action: "Failover" as const, failoverCluster: p.to, dryRun: true }),
  findings(_, p, found) {
    const { action, failoverCluster, dryRun } = found.values;
    if (action === "Failover" && failoverCluster === p.to && dryRun === true) return [];
    return [
      ...ramenReadiness(objectOf(p), found),
      ...(found.status.runsOn === p.to ? [finding("RamenRunsThere", "blocking", objectOf(p), { object: objectOf(p), to: p.to })] : []),
      ...conditionFinding(objectOf(p), found, "PeerReady", "blocking"),
      ...conditionFinding(objectOf(p), found, "Protected", "blocking"),
    ];
  },
  effect(p, { dryRun }, { status }) {
    const { progression, available } = status;
    if (dryRun !== true)
      return progression === "Completed" ? done(worded("RamenTestEnded")) : waiting(worded("RamenTestToEnd", ramenProgress(status)));
    const isTested = progression === "TestingFailover" && available === "True";
    return isTested ? done(worded("RamenTested", { to: p.to })) : waiting(worded("RamenToTest", { to: p.to, ...ramenProgress(status) }));
  },
});
