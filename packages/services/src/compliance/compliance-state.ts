import type { ComplianceCell } from "@holdfast/contracts/compliance";
import { PolicyId } from "@holdfast/contracts/ids";
import type { PolicyDeployment, PolicyScan } from "@holdfast/db/generated/prisma/client";

/** What is known of one cluster and one policy. */
export interface KnownCompliance {
  readonly policyId: string;
  readonly isPlaced: boolean;
  readonly deployment: Pick<PolicyDeployment, "version" | "state"> | undefined;
  readonly scan: Pick<PolicyScan, "version" | "judgedAt" | "state" | "open" | "waived" | "notJudged"> | undefined;
}

function stateOf({ isPlaced, deployment, scan }: KnownCompliance): ComplianceCell["state"] {
  if (!deployment) return isPlaced ? "pending" : "notPlaced";
  if (deployment.state === "failed" || deployment.state === "unknown") return "failed";
  if (deployment.state === "drifted") return "drifted";
  if (scan && scan.open > 0) return "violations";
  // Clean is only what was seen whole, of the very version that is there.
  const isWhole = scan?.state === "judged" && scan.version === deployment.version && JSON.stringify(scan.notJudged) === "[]";
  if (!isWhole) return "notJudged";
  return scan.waived > 0 ? "waived" : "compliant";
}

/** How a cluster stands towards a policy, in one word and in counts. */
export const complianceCell = (known: KnownCompliance): ComplianceCell => ({
  policyId: PolicyId.parse(known.policyId),
  state: stateOf(known),
  version: known.deployment?.version ?? null,
  open: known.scan?.open ?? 0,
  waived: known.scan?.waived ?? 0,
  judgedAt: known.scan?.judgedAt ?? null,
});
