import type { DrillReading } from "@holdfast/contracts/drill";
import { Fault } from "@holdfast/contracts/fault";
import { httpProbe } from "@holdfast/contracts/queries/http-probe";
import { textOf } from "@holdfast/contracts/text-of";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { queryValue } from "@holdfast/signals/prometheus/query-value";
import { SignalFault } from "@holdfast/signals/signal-port";
import type { AgentPort } from "../ports";
import { type Condition, type Look, readingOf } from "./condition";

/** What looking needs of a hub. */
export interface LookPorts {
  readonly agents: AgentPort;
  readonly now: () => Date;
}

/** A site that may be asked. */
interface NamedSite {
  readonly id: string;
  readonly name: string;
}

const DEADLINE_MS = 4000;
/** The agent's own timeout ends first; this one is for a link that went silent. */
const LINK_MARGIN_MS = 1000;

async function ask({ agents }: LookPorts, condition: Condition, site: NamedSite, signal: AbortSignal, deadlineMs: number): Promise<Look> {
  if (condition.use === "probe.http") {
    const { url, timeoutMs } = condition.with;
    const answer = await agents.read(site.id, httpProbe, { url, timeoutMs }, { signal, deadlineMs: timeoutMs + LINK_MARGIN_MS });
    return answer.refusal === null
      ? { value: answer.status, why: null }
      : { value: null, why: { message: answer.message ?? answer.refusal } };
  }
  const bounds = { signal, deadlineMs };
  const port = agentSignalPort({ ask: (clusterId, contract, input) => agents.read(clusterId, contract, input, bounds) });
  return { value: await queryValue(port, site, condition.with.query, bounds), why: null };
}

/** Looks at a condition once, through the agent of its site. A site that can't be asked gives no figure; throws when the signal aborts. */
export async function lookAtCondition(
  ports: LookPorts,
  condition: Condition,
  sites: readonly NamedSite[],
  signal: AbortSignal,
  deadlineMs = DEADLINE_MS,
): Promise<DrillReading> {
  const site = sites.find((each) => each.name === condition.with.cluster);
  if (!site) throw new RangeError(`${condition.with.cluster} is no site of this plan`);
  const look = await ask(ports, condition, site, signal, deadlineMs).catch((cause: unknown): Look => {
    signal.throwIfAborted();
    if (cause instanceof Fault) return { value: null, why: textOf(cause) };
    if (!(cause instanceof SignalFault)) throw cause;
    return { value: null, why: cause.cause instanceof Fault ? textOf(cause.cause) : { message: cause.message } };
  });
  return readingOf(condition, look, ports.now());
}
