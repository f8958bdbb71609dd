import { Fault } from "@holdfast/contracts/fault";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { PlanSpec } from "@holdfast/contracts/plan";
import { httpProbe } from "@holdfast/contracts/queries/http-probe";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Workflow } from "@holdfast/domain/plan/workflow";
import { finding } from "../define-step";
import type { AgentPort, LinkFacts } from "../ports";
import type { Site } from "../step-context";

/** The agent's own timeout ends first; this one is for a link that went silent. */
const LINK_MARGIN_MS = 1000;

interface Asked {
  readonly plan: PlanSpec;
  readonly workflow: Workflow;
  readonly sites: readonly Site[];
  readonly links: ReadonlyMap<string, LinkFacts>;
}

/**
 * Whether the standby can see what the plan's trigger watches: armed, it would otherwise never begin. Warnings, for people may fail over
 * by hand all the same. A standby or primary whose link is gone is told elsewhere, and its silence says nothing about the plan.
 */
export async function triggerFindings(
  agents: AgentPort,
  { plan, workflow, sites, links }: Asked,
  signal: AbortSignal,
): Promise<PlanFinding[]> {
  const { trigger } = plan.spec;
  const standby = sites.find(({ role }) => role === "standby");
  const areLinked = [workflow.primary, workflow.standby].every((name) => links.get(name)?.isConnected === true);
  if (workflow.name !== "activate" || !trigger || !standby || !areLinked) return [];
  const { url, timeoutMs } = trigger.probe;
  const site = standby.name;
  try {
    const answer = await agents.read(standby.id, httpProbe, { url, timeoutMs }, { signal, deadlineMs: timeoutMs + LINK_MARGIN_MS });
    if (answer.refusal === null) return [];
    if (answer.refusal === "OriginNotAllowed")
      return [{ step: null, ...finding("TriggerOriginNotAllowed", "warning", url, { site, origin: new URL(url).origin }) }];
    const gaps = { site, primary: workflow.primary, said: answer.message ?? answer.refusal };
    return [{ step: null, ...finding("TriggerProbeSilent", "warning", url, gaps) }];
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof Fault)) throw cause;
    return [{ step: null, code: cause.code, severity: "warning", object: url, ...worded("NotCheckable", { why: textOf(cause) }) }];
  }
}
