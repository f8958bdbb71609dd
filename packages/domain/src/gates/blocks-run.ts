import type { PlanFinding } from "@holdfast/contracts/gate";
import type { RunMode } from "@holdfast/contracts/run-mode";

/** Whether a finding forbids a run of that mode. */
export const blocksRun = ({ severity, mode }: Pick<PlanFinding, "severity" | "mode">, of: RunMode): boolean =>
  severity === "blocking" && (mode === undefined || mode === of);
