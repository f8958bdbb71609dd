import type { DeploymentState, RolloutPhase, RolloutView } from "@holdfast/contracts/policy";
import { describe, expect, it } from "vitest";
import { waveProgress } from "./rollout-progress";

/** A rollout of two waves: test, then production and DR after an approval. */
function rollout(phase: RolloutPhase, currentWave: number, test: DeploymentState, prod: DeploymentState, dr: DeploymentState) {
  const target = (clusterName: string, wave: number, state: DeploymentState) => ({ clusterName, wave, state });
  return {
    phase,
    currentWave,
    waves: [
      { name: "test", environments: ["test"], needsApproval: false },
      { name: "production and DR", environments: ["production", "dr"], needsApproval: true },
    ],
    targets: [target("test", 0, test), target("prod", 1, prod), target("dr", 1, dr)],
  } as unknown as RolloutView;
}
const read = (view: RolloutView) => waveProgress(view).map(({ state, gate, reached }) => `${state} ${gate} ${reached}`);

describe("the waves of a rollout", () => {
  it.each<[string, RolloutView, string[]]>([
    ["begun", rollout("Running", 0, "applying", "pending", "pending"), ["current open 0", "upcoming notYet 0"]],
    ["waiting for a yes", rollout("AwaitingApproval", 1, "applied", "pending", "pending"), ["done open 1", "current waiting 0"]],
    ["in its last wave", rollout("Running", 1, "applied", "applied", "applying"), ["done open 1", "current passed 1"]],
    ["done", rollout("Succeeded", 1, "applied", "applied", "applied"), ["done open 1", "done passed 2"]],
    ["taken off everywhere", rollout("Succeeded", 1, "removed", "removed", "removed"), ["done open 1", "done passed 2"]],
    ["failed at once", rollout("Halted", 0, "failed", "pending", "pending"), ["failed open 0", "upcoming notYet 0"]],
    ["failed after a yes", rollout("Halted", 1, "applied", "applied", "failed"), ["done open 1", "failed passed 1"]],
    ["declined", rollout("Rejected", 1, "applied", "pending", "pending"), ["done open 1", "upcoming declined 0"]],
    ["halted while waiting", rollout("Halted", 1, "applied", "pending", "pending"), ["done open 1", "upcoming notYet 0"]],
  ])("%s", (_, view, expected) => {
    expect(read(view)).toEqual(expected);
  });
});
