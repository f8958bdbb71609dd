import type { AgentContract } from "@holdfast/contracts/command";
import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { z } from "zod";
import type { KubePort } from "../kube/kube-port";
import type { RbacRule } from "../rbac/rbac-rule";

/** The world is not as the sender believed, or the order is not one that may be obeyed: an answer, not a failure. */
export class Refused extends Error {
  readonly reason: string;

  /** `reason` is the short code that the contract names; `message` is for the operator. */
  constructor(reason: string, message: string) {
    super(message);
    this.name = "Refused";
    this.reason = reason;
  }
}

/** What a handler did: its answer, and each object with what changed of it. */
export interface Done<O> {
  readonly output: O;
  readonly changes: readonly ObjectChange[];
}

/** What is needed to carry out one command. */
export interface CommandDefinition<I extends z.ZodType, O extends z.ZodType> {
  readonly contract: AgentContract<I, O>;
  /** What the account must be allowed to; the ClusterRole is the sum of these. */
  readonly rbac: readonly RbacRule[];
  /** Reads, compares, changes only if the world is as the sender believed, reports what was. Throws Refused. */
  handle(context: CommandContext, input: z.output<I>): Promise<Done<z.output<O>>>;
}

/** What a handler may touch: the cluster, and the same cluster with writes that do not last. */
export interface CommandContext {
  readonly kube: KubePort;
  readonly rehearsal: KubePort;
  /** The resources whose objects the agent's owner lets people edit. */
  readonly editable: readonly string[];
}

/** A command with its types forgotten, as the dispatcher sees it. */
export interface Command {
  readonly name: string;
  readonly rbac: readonly RbacRule[];
  /** Parses the input by the contract and carries it out. Throws a ZodError, Refused, or what the cluster answered. */
  run(context: CommandContext, input: Json): Promise<Done<Json>>;
}

/** Declares a command. */
export const defineCommand = <I extends z.ZodType, O extends z.ZodType>(definition: CommandDefinition<I, O>): Command => ({
  name: definition.contract.name,
  rbac: definition.rbac,
  run: async (context, input) => {
    const { output, changes } = await definition.handle(context, definition.contract.input.parse(input));
    // The contract's outputs are plain JSON objects.
    return { output: definition.contract.output.parse(output) as Json, changes };
  },
});
