import type { AgentContract } from "@holdfast/contracts/command";
import type { Json } from "@holdfast/contracts/json";
import type { SignalSource } from "@holdfast/contracts/queries/signal-get";
import type { z } from "zod";
import type { Command } from "../commands/define-command";
import type { AuditedWrites } from "../drift/audited-writes";
import type { ExecDesk } from "../exec/exec-desk";
import type { KubePort } from "../kube/kube-port";
import type { RbacRule } from "../rbac/rbac-rule";
import type { KnownServices } from "../services/known-services";

/** What a question may look at. */
export interface QueryContext {
  readonly kube: KubePort;
  /** The same cluster with writes that do not last. */
  readonly rehearsal: KubePort;
  readonly commands: readonly Command[];
  /** The signal sources that the agent's owner named. */
  readonly sources: Readonly<Partial<Record<SignalSource, URL>>>;
  /** The origins that the agent's owner lets be probed. */
  readonly probeOrigins: readonly string[];
  /** The resources whose objects the agent's owner lets people edit. */
  readonly editable: readonly string[];
  /** Whether the agent's owner lets people read the logs of containers. */
  readonly areLogsShown: boolean;
  /** The terminals of this agent; a question can open none. */
  readonly exec: ExecDesk;
  /** The services that the agent's owner lets it call. */
  readonly services?: KnownServices;
  /** What the cluster's audit log tells; absent where nobody sends it. */
  readonly audited?: AuditedWrites;
  /** The address that a host name means now. */
  readonly resolve: (name: string) => Promise<string>;
  readonly deadlineMs: number;
  /** Aborted at the deadline, and when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What is needed to answer one question. */
export interface QueryDefinition<I extends z.ZodType, O extends z.ZodType> {
  readonly contract: AgentContract<I, O>;
  readonly rbac: readonly RbacRule[];
  /** Changes nothing of the cluster; what is typed into a terminal goes to a session that a command opened. */
  handle(context: QueryContext, input: z.output<I>): Promise<z.output<O>>;
}

/** A question with its types forgotten. */
export interface Query {
  readonly name: string;
  readonly rbac: readonly RbacRule[];
  answer(context: QueryContext, input: Json): Promise<Json>;
}

/** Declares a question. */
export const defineQuery = <I extends z.ZodType, O extends z.ZodType>(definition: QueryDefinition<I, O>): Query => ({
  name: definition.contract.name,
  rbac: definition.rbac,
  answer: async (context, input) => {
    const output = await definition.handle(context, definition.contract.input.parse(input));
    // The contract's outputs are plain JSON objects.
    return definition.contract.output.parse(output) as Json;
  },
});
