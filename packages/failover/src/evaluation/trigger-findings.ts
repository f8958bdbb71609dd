import { Fault } from "@holdfast/contracts/fault";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { PlanSpec } from "@holdfast/contracts/plan";
import { httpProbe } from "@holdfast/contracts/queries/http-probe";
import { textOf } from "@holdfast/contracts/text-of";
import type { Trigger } from "@holdfast/contracts/trigger";
import { worded } from "@holdfast/contracts/worded";
import type { Workflow } from "@holdfast/domain/plan/workflow";
import { inUnit } from "../checks/in-unit";
import { finding } from "../define-step";
import { lookAtAlarm } from "../detection/look-at-alarms";
import type { LookPorts } from "../drills/look-at-condition";
import type { AgentPort, LinkFacts } from "../ports";
import type { Site } from "../step-context";

/** The agent's own timeout ends first; this one is for a link that went silent. */
const LINK_MARGIN_MS = 1000;

/** An alarm that can't be read, or is so without a loss, leaves a plan armed in vain. Those that are not so are as they should be. */
async function alarmFindings(
  ports: LookPorts,
  { alarms }: Trigger,
  { standby, primary }: { readonly standby: Site; readonly primary: string },
  signal: AbortSignal,
): Promise<PlanFinding[]> {
  const found = (alarms?.conditions ?? []).map(async (alarm): Promise<PlanFinding[]> => {
    const { sight, ...said } = await lookAtAlarm(ports, alarm, standby, signal);
    if (sight === "answers") return [];
    const condition = `${alarm.comparison} ${inUnit(alarm.threshold, alarm)}`;
    const text =
      sight === "unknown"
        ? finding("TriggerAlarmOpen", "warning", alarm.query, { said })
        : // Without its figure, which would make other findings of it at each look.
          finding("TriggerAlarmFires", "warning", alarm.query, { primary, alarm: alarm.name, site: standby.name, condition });
    return [{ step: null, ...text }];
  });
  return (await Promise.all(found)).flat();
}

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
  { agents, now }: LookPorts,
  { plan, workflow, sites, links }: Asked,
  signal: AbortSignal,
): Promise<PlanFinding[]> {
  const { trigger } = plan.spec;
  const standby = sites.find(({ role }) => role === "standby");
  const areLinked = [workflow.primary, workflow.standby].every((name) => links.get(name)?.isConnected === true);
  if (workflow.name !== "activate" || !trigger || !standby || !areLinked) return [];
  const [probe, alarms] = await Promise.all([
    probeFindings(agents, { url: trigger.probe.url, timeoutMs: trigger.probe.timeoutMs, standby, primary: workflow.primary }, signal),
    alarmFindings({ agents, now }, trigger, { standby, primary: workflow.primary }, signal),
  ]);
  return [...probe, ...alarms];
}

interface Probed {
  readonly url: string;
  readonly timeoutMs: number;
  readonly standby: Site;
  readonly primary: string;
}

async function probeFindings(agents: AgentPort, { url, timeoutMs, standby, primary }: Probed, signal: AbortSignal): Promise<PlanFinding[]> {
  const site = standby.name;
  try {
    const answer = await agents.read(standby.id, httpProbe, { url, timeoutMs }, { signal, deadlineMs: timeoutMs + LINK_MARGIN_MS });
    if (answer.refusal === null) return [];
    if (answer.refusal === "OriginNotAllowed")
      return [{ step: null, ...finding("TriggerOriginNotAllowed", "warning", url, { site, origin: new URL(url).origin }) }];
    const gaps = { site, primary, said: answer.message ?? answer.refusal };
    return [{ step: null, ...finding("TriggerProbeSilent", "warning", url, gaps) }];
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof Fault)) throw cause;
    return [{ step: null, code: cause.code, severity: "warning", object: url, ...worded("NotCheckable", { why: textOf(cause) }) }];
  }
}
