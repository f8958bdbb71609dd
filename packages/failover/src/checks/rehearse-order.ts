import type { ObjectChange } from "@holdfast/contracts/object-change";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { type Finding, finding, type Order } from "../define-step";
import type { StepContext } from "../step-context";

/** The very order as a dry run on the server: what it would change, or why it would be refused. */
export async function rehearseOrder(ctx: StepContext, order: Order): Promise<{ findings: Finding[]; changes: readonly ObjectChange[] }> {
  const { refusal, changes } = await ctx.read(order.cluster, commandRehearse, { name: order.name, input: order.input });
  const findings: Finding[] = changes
    .flatMap((change) => change.warnings.map((warning) => ({ change, warning })))
    .map(({ change, warning }) => ({
      code: "ServerWarning",
      severity: "warning",
      object: `${change.kind} ${change.name}`,
      message: warning,
    }));
  if (refusal)
    findings.push(finding("DryRunRefused", "blocking", order.name, { site: order.cluster, said: refusal.message, reason: refusal.reason }));
  return { findings, changes };
}
