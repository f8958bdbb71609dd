import { type RamenAction, ramenSetAction, RamenAction as Values } from "@holdfast/contracts/commands/ramen-set-action";
import { ramenReadAction } from "@holdfast/contracts/queries/ramen-read-action";
import type { RamenStatus } from "@holdfast/contracts/ramen-status";
import { worded } from "@holdfast/contracts/worded";
import type { Observation } from "@holdfast/domain/run/judge-effect";
import { done, type Finding, finding } from "../define-step";
import type { FoundBy } from "../fields-step";

/** What is read of a DRPlacementControl. */
export type FoundRamen = FoundBy<typeof ramenReadAction>;

/** What every step that asks something of Ramen sets and reads. */
export const ramenParts = {
  values: Values,
  command: ramenSetAction,
  query: ramenReadAction,
  kind: "DRPlacementControl",
  resource: "drplacementcontrols.ramendr.openshift.io",
  inWords: ({ action, failoverCluster, preferredCluster, dryRun }: RamenAction) => {
    if (action === null) return "no action";
    const to = (action === "Failover" ? failoverCluster : preferredCluster) ?? "-";
    return `${dryRun === true ? "test of " : ""}${action} to ${to}`;
  },
} as const;

const SETTLED = ["Deployed", "FailedOver", "Relocated", "WaitForUser"];

/** A condition that is not true, as a finding; Ramen says nothing of some where it is older, and that is no harm by itself. */
export function conditionFinding(
  object: string,
  { status }: FoundRamen,
  type: "PeerReady" | "Protected",
  severity: Finding["severity"],
): Finding[] {
  const is = type === "PeerReady" ? status.peerReady : status.protected;
  if (is === "True") return [];
  return [finding("RamenCondition", is === "" ? "warning" : severity, object, { object, condition: type, status: is || "-" })];
}

/** What has to be so before Ramen is asked for anything. */
export function ramenReadiness(object: string, { values, status }: FoundRamen): Finding[] {
  if (values.dryRun === true) return [finding("RamenTests", "blocking", object, { object })];
  return SETTLED.includes(status.phase) ? [] : [finding("RamenActs", "blocking", object, { object, ...ramenProgress(status) })];
}

/** The workload is where it is to be and nothing is under way, whatever brought it there. */
export function runsThere({ to }: { readonly to: string }, _: RamenAction, { values, status }: FoundRamen): Observation | null {
  const isSettled = SETTLED.includes(status.phase) && status.progression === "Completed" && values.dryRun !== true;
  return isSettled && status.runsOn === to && status.available === "True" ? done(worded("RamenRunsOn", { to })) : null;
}

/** Whether Ramen has brought the workload to a cluster and says that it is available. */
export const isAvailableAt = (status: RamenStatus, to: string): boolean =>
  status.available === "True" && (status.runsOn === "" || status.runsOn === to);

/** How far Ramen is, for the gaps of what a step says. */
export const ramenProgress = ({ phase, progression }: RamenStatus) => ({ phase: phase || "-", progression: progression || "-" });
