import type { DataStore } from "@holdfast/contracts/data-store";
import { Fault } from "@holdfast/contracts/fault";
import type { JsonObject } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { objectRead } from "@holdfast/contracts/queries/object-read";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { unmeasured } from "@holdfast/domain/datastore/reading";
import type { StoreQuestion, StoreReading } from "@holdfast/domain/datastore/store-kind";
import { bindStore } from "@holdfast/domain/datastore/store-kinds";
import { agentSignalPort } from "@holdfast/signals/agent-signal-port";
import { queryValue } from "@holdfast/signals/prometheus/query-value";
import { SignalFault } from "@holdfast/signals/signal-port";
import type { AgentPort } from "../ports";

/** A site of a store, and whether its agent can be asked now. */
export interface StoreSite {
  readonly id: string;
  readonly name: string;
  readonly isConnected: boolean;
}

/** Where a store is copied from and to, and until when somebody may take to look. */
export interface StoreLook {
  readonly agents: AgentPort;
  readonly primary: StoreSite;
  readonly standby: StoreSite;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  readonly now: () => Date;
}

const whyNot = (site: string, cause: unknown): Worded => {
  if (cause instanceof Fault) return worded("StoreSiteSilent", { site, why: textOf(cause) });
  if (cause instanceof SignalFault) return worded("StoreSiteSilent", { site, why: cause.message });
  throw cause;
};

async function ask(
  { agents, signal, deadlineMs }: StoreLook,
  site: StoreSite,
  question: StoreQuestion,
): Promise<number | JsonObject | null> {
  const bounds = { signal, deadlineMs };
  if ("promql" in question.ask) {
    const port = agentSignalPort({ ask: (clusterId, contract, input) => agents.read(clusterId, contract, input, bounds) });
    return queryValue(port, site, question.ask.promql, bounds);
  }
  const { refusal, message, object } = await agents.read(site.id, objectRead, question.ask.object, bounds);
  if (refusal === "KindForbidden") throw new Fault("AgentRefused", message);
  return object;
}

/**
 * Asks the agents how a store stands. What can't be asked of the standby leaves it unmeasured, with the reason; questions to the
 * primary are only asked while it is connected, and may fail. Throws when the signal aborts, and what is neither an agent's nor a
 * Prometheus' refusal.
 */
export async function readStore(store: DataStore, look: StoreLook): Promise<StoreReading> {
  const bound = bindStore(store);
  const { primary, standby } = look;
  if (!standby.isConnected)
    return unmeasured(worded("StoreSiteSilent", { site: standby.name, why: worded("SiteSilent", { site: standby.name }) }));
  const answers: Record<string, number | JsonObject | null> = {};
  const failures: Worded[] = [];
  await Promise.all(
    bound.questions({ primary: primary.name, standby: standby.name }).map(async (question) => {
      const site = question.at === "primary" ? primary : standby;
      if (!site.isConnected) return;
      try {
        answers[question.id] = await ask(look, site, question);
      } catch (cause) {
        look.signal.throwIfAborted();
        const failure = whyNot(site.name, cause);
        if (question.at === "standby") failures.push(failure);
      }
    }),
  );
  look.signal.throwIfAborted();
  const reading = bound.read(answers, look.now());
  return reading.state === "unmeasured" && failures[0] ? unmeasured(failures[0]) : reading;
}
