import type { AgentContract } from "@holdfast/contracts/command";
import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { z } from "zod";
import type { ExecDesk } from "../exec/exec-desk";
import type { KubePort } from "../kube/kube-port";
import type { RbacRule } from "../rbac/rbac-rule";
import type { ServiceContext } from "../services/call-service";
import type { WarrantDesk } from "../warrant/warrant-desk";

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

/** Why a long command is to stop before its end: `reason` is a short code that its contract names. */
export class Interrupted extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = "Interrupted";
  }
}

/** A long command that did not come to its end: it failed, and this much was done. */
export class Unfinished extends Error {
  constructor(
    readonly reason: string,
    message: string,
    readonly done: Done<unknown>,
  ) {
    super(message);
    this.name = "Unfinished";
  }
}

/** The course of a command that takes its time. Short ones need not look at it. */
export interface Course {
  /** Aborted with an Interrupted when it should stop soon: another order overtakes it, or the agent stops. */
  readonly signal: AbortSignal;
  /** Tells the hub how far it is, as the contract's output. Lost when the link is: it is never the only carrier of a fact. */
  tell(progress: Json): void;
}

/** A course that nobody follows and nothing interrupts. */
export const unfollowed: Course = { signal: new AbortController().signal, tell: () => undefined };

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
  /** Takes longer than a moment: it has a slot of its own, tells how far it is, and can be interrupted. */
  readonly isLong?: boolean;
  /** The commands that stop when this one is ordered in their scope. */
  readonly overtakes?: readonly string[];
  /** Reads, compares, changes only if the world is as the sender believed, reports what was. Throws Refused, long ones Unfinished. */
  handle(context: CommandContext, input: z.output<I>, course: Course): Promise<Done<z.output<O>>>;
}

/** What a handler may touch: the cluster, and the same cluster with writes that do not last. */
export interface CommandContext extends Partial<ServiceContext> {
  readonly kube: KubePort;
  readonly rehearsal: KubePort;
  /** The resources whose objects the agent's owner lets people edit. */
  readonly editable: readonly string[];
  /** The terminals of this agent. */
  readonly exec: ExecDesk;
  /** What this agent may finish by itself; absent where nothing is carried out. */
  readonly warrants?: Pick<WarrantDesk, "hold" | "revoke">;
}

/** A command with its types forgotten, as the dispatcher sees it. */
export interface Command {
  readonly name: string;
  readonly rbac: readonly RbacRule[];
  readonly isLong: boolean;
  readonly overtakes: readonly string[];
  /** Parses the input by the contract and carries it out. Throws a ZodError, Refused, Unfinished, or what the cluster answered. */
  run(context: CommandContext, input: Json, course?: Course): Promise<Done<Json>>;
}

/** Declares a command. */
export const defineCommand = <I extends z.ZodType, O extends z.ZodType>(definition: CommandDefinition<I, O>): Command => ({
  name: definition.contract.name,
  rbac: definition.rbac,
  isLong: definition.isLong ?? false,
  overtakes: definition.overtakes ?? [],
  run: async (context, input, course = unfollowed) => {
    const { output, changes } = await definition.handle(context, definition.contract.input.parse(input), course);
    // The contract's outputs are plain JSON objects.
    return { output: definition.contract.output.parse(output) as Json, changes };
  },
});
