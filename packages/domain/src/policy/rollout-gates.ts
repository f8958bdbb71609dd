import type { Gate } from "@holdfast/contracts/gate";
import type { RolloutPhase } from "@holdfast/contracts/policy";
import { met, refused } from "../gates/gate";

/** What is known when somebody wants to push a version. */
export interface PushFacts {
  readonly version: number;
  readonly latestVersion: number;
  /** The names of the clusters that the placement chooses. */
  readonly targets: readonly string[];
  /** What the preview of this very version said, by cluster name. */
  readonly previews: ReadonlyMap<string, { readonly state: "previewed" | "refused" | "unreachable"; readonly message: string }>;
  /** The phase of the policy's rollout that is on its way, if there is one. */
  readonly activePhase: RolloutPhase | null;
}

/** May this version be pushed now? Only after every target's own API server has taken it in a dry run. */
export function canPush(facts: PushFacts): Gate {
  if (facts.activePhase !== null)
    return refused("WrongPhase", "Another rollout of this policy is on its way. Wait for its end, or halt it.");
  if (facts.version < 1 || facts.version > facts.latestVersion)
    return refused("NotFound", `There is no version ${facts.version} of this policy.`);
  if (facts.targets.length === 0) return refused("GateRefused", "The placement chooses no cluster. Change it, or the clusters' labels.");
  for (const name of facts.targets) {
    const preview = facts.previews.get(name);
    if (!preview) return refused("GateRefused", `This version was not previewed on ${name} yet. Preview it first.`);
    if (preview.state === "unreachable")
      return refused("GateRefused", `This version could not be previewed on ${name}: ${preview.message}`);
    if (preview.state === "refused") return refused("GateRefused", `${name} would refuse this version: ${preview.message}`);
  }
  return met;
}

/** May a rollout be decided about by this person now? */
export function canDecideRollout(facts: {
  readonly phase: RolloutPhase;
  readonly requestedById: string;
  readonly approverId: string;
}): Gate {
  if (facts.approverId === facts.requestedById)
    return refused("ApproverIsRequester", "You asked for this yourself: a second person has to decide.");
  return facts.phase === "AwaitingApproval" ? met : refused("WrongPhase", `The rollout is ${facts.phase}: there is nothing to decide.`);
}

/** May a rollout be halted now? */
export const canHaltRollout = (phase: RolloutPhase): Gate =>
  phase === "Running" || phase === "AwaitingApproval" ? met : refused("WrongPhase", `The rollout is ${phase}: there is nothing to halt.`);
