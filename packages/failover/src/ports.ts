import type { AgentContract } from "@holdfast/contracts/command";
import type { Log } from "@holdfast/contracts/log-fields";
import type { Worded } from "@holdfast/contracts/phrase";
import type { WarrantEnvelope } from "@holdfast/contracts/warrant";
import type { Database } from "@holdfast/db/database";
import type { z } from "zod";

/** Bounds of one question to an agent. */
export interface ReadBounds {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

/** Asks the agents. Every question only looks; what changes a cluster goes through the outbox. */
export interface AgentPort {
  /** Throws a `Fault`: `AgentUnreachable`, `DeadlineExceeded`, or `AgentRefused`. */
  read<I extends z.ZodType, O extends z.ZodType>(
    clusterId: string,
    contract: AgentContract<I, O>,
    input: z.input<I>,
    bounds: ReadBounds,
  ): Promise<z.output<O>>;
}

/** How an agent stands right now. `since`: when it came into this state. */
export interface LinkFacts {
  readonly isConnected: boolean;
  readonly since: Date | null;
  readonly lastHeartbeatAt: Date | null;
  readonly clockSkewMs: number | null;
  readonly agentVersion: string | null;
  readonly protocol: number | null;
}

/** Knows the agents' links, from the hub's memory where it holds them and from the rows where another hub does. */
export interface LinkPort {
  linkOf(clusterId: string): Promise<LinkFacts>;
}

/** Knows how many people may approve a failover of all these clusters. */
export interface ApproverPort {
  countApprovers(clusterIds: readonly string[]): Promise<number>;
}

/** Signs warrants with the key of the installation that its agents know. */
export interface WarrantPort {
  sign(payload: string): WarrantEnvelope;
}

/** A call as it goes out. The same `key` is the same effect to whoever honours it. */
export interface OutgoingCall {
  readonly channel: string;
  readonly key: string;
  /** A CloudEvent in JSON, kept since before anything was sent. */
  readonly body: string;
  readonly timeoutMs: number;
}

/** What came of a call: an answer; surely nothing, because it never left; or silence after it may have arrived. */
export type CallAnswer =
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "unsent"; readonly because: Worded }
  | { readonly kind: "unheard"; readonly because: Worded };

/** Makes the calls of a hub itself, to channels whose addresses and keys nobody else sees. */
export interface CallPort {
  /** Why a channel can't be called; null when it can, as far as that is known without calling it. */
  refusal(channel: string): Promise<Worded | null>;
  /** Makes a call once. Never throws. */
  send(call: OutgoingCall): Promise<CallAnswer>;
  /** The status of a GET on the channel's host. Throws a `Fault` (`Unavailable`) when there is none. */
  look(channel: string, path: string, bounds: ReadBounds): Promise<number>;
}

/**
 * Told about every boundary that the runner is about to cross or has crossed, and about every outward call. Does nothing in a
 * hub; a test stops the process there.
 */
export type CrashPoint = (runId: string, name: string) => Promise<void>;

/** What is bound to one machine's speed rather than to the rules. */
export interface Tuning {
  /** How long a run stays with a hub that gives no sign of life. */
  readonly leaseTtlMs: number;
  /** How often rows are looked at when no wake-up comes. */
  readonly pollMs: number;
  /** How often a step looks again while it waits for its effect. */
  readonly lookMs: number;
  /** How long a primary must have been gone before it counts as lost at a start: an agent that only restarts is back sooner. */
  readonly holdDownMs: number;
}

/** What suits a hub in production. */
export const defaultTuning: Tuning = { leaseTtlMs: 4000, pollMs: 1000, lookMs: 300, holdDownMs: 20_000 };

/** What a hub gives to the runner. */
export interface RunnerPorts {
  readonly db: Database;
  readonly hubId: string;
  readonly agents: AgentPort;
  readonly links: LinkPort;
  /** Absent: no run lets an agent do anything by itself, whatever its plan says. */
  readonly warrants?: WarrantPort;
  readonly calls: CallPort;
  readonly log: Log;
  readonly now: () => Date;
  readonly tuning?: Partial<Tuning>;
  readonly crashPoint?: CrashPoint;
}
