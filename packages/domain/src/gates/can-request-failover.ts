import type { Gate, PlanFinding } from "@holdfast/contracts/gate";
import type { Worded } from "@holdfast/contracts/phrase";
import type { RunMode } from "@holdfast/contracts/run-mode";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { blocksRun } from "./blocks-run";
import { met, refused } from "./gate";

/** What is known about a plan when somebody asks for a failover. */
export interface RequestFacts {
  readonly requestedVersion: number;
  readonly latestVersion: number;
  readonly workflow: WorkflowName;
  /** How a run would be made if it were requested now. */
  readonly mode: RunMode;
  /** Whether the requested version has that workflow. */
  readonly hasWorkflow: boolean;
  /** The plan's standby, and where its group runs by the runs that succeeded; null before the first. */
  readonly standby: string;
  readonly activeSite: string | null;
  /** Whether any workflow of the requested version was evaluated yet. */
  readonly isEvaluated: boolean;
  /** The latest evaluation of the requested version's workflow; null when there is none yet. */
  readonly evaluation: { readonly findings: readonly PlanFinding[]; readonly evaluatedAt: Date } | null;
  /** The name of the plan whose run holds the group or waits to; null when none does. */
  readonly busyWith: string | null;
  /** Whether a rehearsal of the group is under way; it keeps no run from starting. */
  readonly rehearsing: boolean;
  /** The data stores that are not within their RPO and whose loss the request does not accept, each with the reason. */
  readonly openLosses: readonly Worded[];
  readonly now: Date;
  /** The steps of the workflow that only a drill may take, by name; none where a drill is asked for. */
  readonly drillSteps?: readonly string[];
  /** Whether the plan is for drills that act on nothing but the standby, and whether that is what is asked for. */
  readonly isolation?: { readonly isForDrills: boolean; readonly isDrill: boolean };
}

/** Findings older than this say too little about now. The evaluator's full sweep is once a minute. */
export const EVALUATION_BUDGET_MS = 180_000;

/** May this plan's workflow be rehearsed now? What blocks a run is what a rehearsal is to find; it only needs the clusters at rest. */
export function canRehearse(facts: RequestFacts): Gate {
  if (facts.requestedVersion !== facts.latestVersion)
    return refused("VersionConflict", worded("PlanIsNewer", { version: facts.latestVersion }));
  if (!facts.hasWorkflow) return refused("GateRefused", worded("NoFailback"));
  if (facts.rehearsing) return refused("GateRefused", worded("RehearsalUnderWay"));
  if (facts.busyWith !== null) return refused("GateRefused", worded("GroupBusy", { plan: facts.busyWith }));
  return facts.isEvaluated ? met : refused("GateRefused", worded("NotEvaluated"));
}

/** May a run of this plan's workflow be requested now? A failover of a group that has failed over already only confirms it. */
export function canRequestFailover(facts: RequestFacts): Gate {
  if (facts.requestedVersion !== facts.latestVersion)
    return refused("VersionConflict", worded("PlanIsNewer", { version: facts.latestVersion }));
  if (!facts.hasWorkflow) return refused("GateRefused", worded("NoFailback"));
  if (facts.workflow === "failback" && facts.activeSite !== facts.standby)
    return refused("GateRefused", worded("NotAtStandby", { standby: facts.standby }));
  if (facts.isolation?.isForDrills && !facts.isolation.isDrill) return refused("GateRefused", worded("DrillPlanOnly"));
  if (facts.isolation?.isForDrills && facts.activeSite === facts.standby)
    return refused("GateRefused", worded("DrillAtLiveSide", { standby: facts.standby }));
  if (facts.drillSteps?.length) return refused("GateRefused", worded("StepsForDrills", { steps: facts.drillSteps.join(", ") }));
  if (facts.busyWith !== null) return refused("GateRefused", worded("GroupBusy", { plan: facts.busyWith }));
  if (facts.evaluation === null) return refused("GateRefused", worded("NotEvaluated"));
  if (facts.now.getTime() - facts.evaluation.evaluatedAt.getTime() > EVALUATION_BUDGET_MS)
    return refused("GateRefused", worded("EvaluationTooOld"));
  const blocking = facts.evaluation.findings.find((finding) => blocksRun(finding, facts.mode));
  if (blocking) return refused("GateRefused", worded("PlanNotReady", { finding: textOf(blocking) }));
  return facts.openLosses.length === 0 ? met : refused("GateRefused", worded("AcceptLossByName", { stores: facts.openLosses }));
}
