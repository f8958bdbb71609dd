import type { AgentContract } from "@holdfast/contracts/command";
import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import { Fault, FaultView } from "@holdfast/contracts/fault";
import type { AskAgent, HubHandlers } from "@holdfast/contracts/hub-router";
import type { ClusterId } from "@holdfast/contracts/ids";
import { Json } from "@holdfast/contracts/json";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import { TRPCClientError } from "@trpc/client";
import { z } from "zod";
import { PRESENCE_BUDGET_MS } from "../clusters/cluster-view";
import type { HubConnections } from "./hub-connections";

/** The way to put a read-only question to the agent of any cluster, wherever its link is held. */
export interface LivePort {
  /** `asker`: for whom it is asked; none for the installation itself. Rejects with `AgentUnreachable`, `DeadlineExceeded` or what the agent refused with; never waits longer than the deadline. */
  ask<I extends z.ZodType, O extends z.ZodType>(
    clusterId: string,
    contract: AgentContract<I, O>,
    input: z.input<I>,
    options: { deadlineMs: number; signal?: AbortSignal; asker?: string },
  ): Promise<z.output<O>>;
}

const unreachable = () => new Fault("AgentUnreachable", worded("AgentNotConnected"), { retry: "later" });

async function addressOfHolder(db: Database, clusterId: string): Promise<string> {
  const [row] = await db.prisma.$queryRaw<{ address: string }[]>`
    SELECT p.address FROM agent_link l JOIN hub_presence p USING (hub_id)
    WHERE l.cluster_id = ${clusterId}::uuid AND l.state = 'connected' AND p.last_seen_at > now() - ${PRESENCE_BUDGET_MS} * interval '1 millisecond'`;
  if (!row) throw unreachable();
  return row.address;
}

const faultOf = (cause: unknown): Fault => {
  if (cause instanceof Fault) return cause;
  if (cause instanceof TRPCClientError) {
    const view = FaultView.safeParse((cause.data as { fault?: unknown } | undefined)?.fault);
    if (view.success) return new Fault(view.data.code, view.data, { retry: view.data.retry });
  }
  return new Fault("AgentUnreachable", worded("HubSilent"), { retry: "later", cause });
};

/** A port over the hubs of the installation; `local` answers for the links that this very process holds. */
export function livePort(
  db: Database,
  hubs: HubConnections,
  local?: { holds(clusterId: string): boolean; ask: HubHandlers["ask"] },
): LivePort {
  return {
    async ask(clusterId, contract, input, { deadlineMs, signal, asker }) {
      const question: AskAgent = {
        clusterId: clusterId as ClusterId,
        name: contract.name,
        input: Json.parse(contract.input.parse(input)),
        deadlineMs,
        ...(asker === undefined ? {} : { asker }),
      };
      const ended = deadlineSignal(deadlineMs + 500, signal);
      try {
        const answer = local?.holds(clusterId)
          ? await local.ask(question, ended)
          : (await hubs.to(await addressOfHolder(db, clusterId)).ask.query(question, { signal: ended })).answer;
        return contract.output.parse(answer);
      } catch (cause) {
        if (cause instanceof z.ZodError)
          throw new Fault("AgentRefused", worded("AgentAnswerUnknown"), {
            cause,
          });
        if (ended.aborted && !(cause instanceof Fault))
          throw new Fault("DeadlineExceeded", worded("ClusterTooSlow", { deadlineMs }), { retry: "later", cause });
        throw faultOf(cause);
      }
    },
  };
}
