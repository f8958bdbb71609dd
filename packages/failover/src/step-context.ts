import type { AgentContract } from "@holdfast/contracts/command";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { HubCallOutcome } from "@holdfast/contracts/hub-call";
import type { Worded } from "@holdfast/contracts/phrase";
import type { Database } from "@holdfast/db/database";
import type { Decision } from "@holdfast/domain/gates/approvals";
import type { ChildCall, ParentTerms } from "@holdfast/domain/plan/child-plans";
import type { z } from "zod";
import type { RoomAsked } from "./checks/room-asked";
import type { AgentPort, CallPort } from "./ports";

/** A cluster in its role in a plan; `other` is one that steps act on although the group never runs there. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly role: "primary" | "standby" | "other";
}

/** What people have said about the step that waits for them. */
export interface StepDecisions {
  readonly decisions: readonly Decision[];
  readonly subjectHash: string;
  readonly requestedById: string;
}

/** The latest call that the hub has made for a step. `mayHaveArrived`: it was begun, and nobody said that it had no effect. */
export interface MadeCall {
  readonly outcome: HubCallOutcome | null;
  readonly said: Worded;
  readonly mayHaveArrived: boolean;
}

/** A run that a step has made. */
export interface MadeChild {
  readonly phase: RunPhase;
  /** Whether it ever started. */
  readonly hasBegun: boolean;
  /** How it stands, in words. */
  readonly said: Worded;
}

/** What of the plan whose step it is bears on plans that it runs. */
export interface ParentPlan extends ParentTerms {
  /** Whether a run is about to begin the step: then what was approved counts, and no evaluation. */
  readonly isBeginning: boolean;
  /** Whether a run of that plan was approved with this one. */
  mayRun(call: ChildCall): boolean;
}

/** What a step may use: its sites, questions to their agents, the store to read, and people's decisions. */
export interface StepContext {
  readonly signal: AbortSignal;
  readonly db: Database;
  readonly now: () => Date;
  /** When this attempt began, by the journal; now, where nothing runs. */
  readonly beganAt: Date;
  /** What names the effects of this step in this run: the same in every attempt and in every hub. */
  readonly effectKey: string;
  /** Whether this is a run: what the steps before this one bring about is there by now. An evaluation looks before all of them. */
  readonly isRunning: boolean;
  /** The plan's recovery time objective; null where nobody has one. */
  readonly rtoSeconds: number | null;
  /** The site of that name; the plan's schema knows no other names. */
  site(name: string): Site;
  /** Asks a site's agent, within `deadlineMs` and the context's signal. Throws a `Fault`. */
  read<I extends z.ZodType, O extends z.ZodType>(
    cluster: string,
    contract: AgentContract<I, O>,
    input: z.input<I>,
    deadlineMs?: number,
  ): Promise<z.output<O>>;
  decisions(): Promise<StepDecisions>;
  /** Why a channel can't be called; null when it can. */
  callRefusal(channel: string): Promise<Worded | null>;
  /** Asks the receiver of a channel, by GET, and answers the status. Throws a `Fault`. */
  askReceiver(channel: string, path: string, deadlineMs: number): Promise<number>;
  /** The latest call of this step in this run, that way; null before the first. */
  madeCall(way: "do" | "undo"): Promise<MadeCall | null>;
  /** The plan whose step it is; null where nobody asks on behalf of one. */
  readonly parent: ParentPlan | null;
  /** The runs that this step of this run has made, the first first. */
  madeChildren(): Promise<readonly MadeChild[]>;
  /** Takes what a step asks of the room of a site, where the steps of a plan are judged together; absent where each is by itself. */
  readonly askRoom?: (asked: RoomAsked) => void;
}

/** What a context is made of. */
export interface ContextParts {
  readonly db: Database;
  readonly now: () => Date;
  readonly agents: AgentPort;
  readonly calls?: CallPort;
  readonly madeCall?: StepContext["madeCall"];
  readonly parent?: ParentPlan;
  readonly madeChildren?: StepContext["madeChildren"];
  /** Told before and after every question. */
  readonly crashPoint?: (name: string) => Promise<void>;
  readonly sites: readonly Site[];
  readonly signal: AbortSignal;
  readonly decisions: () => Promise<StepDecisions>;
  readonly beganAt?: Date | undefined;
  readonly effectKey?: string;
  readonly isRunning?: boolean;
  readonly rtoSeconds?: number;
}

function callsOf({ calls }: ContextParts): CallPort {
  if (!calls) throw new TypeError("this context makes no calls");
  return calls;
}

const READ_DEADLINE_MS = 5000;

/** A step's context over the hub's ports. */
export function stepContext(parts: ContextParts): StepContext {
  const site = (name: string): Site => {
    const found = parts.sites.find((each) => each.name === name);
    if (!found) throw new RangeError(`${name} is no site of this plan`);
    return found;
  };
  return {
    signal: parts.signal,
    db: parts.db,
    now: parts.now,
    beganAt: parts.beganAt ?? parts.now(),
    effectKey: parts.effectKey ?? "",
    isRunning: parts.isRunning ?? false,
    rtoSeconds: parts.rtoSeconds ?? null,
    site,
    async read(cluster, contract, input, deadlineMs = READ_DEADLINE_MS) {
      const { id } = site(cluster);
      await parts.crashPoint?.(`read:${contract.name}:before`);
      const answer = await parts.agents.read(id, contract, input, { signal: parts.signal, deadlineMs });
      await parts.crashPoint?.(`read:${contract.name}:after`);
      return answer;
    },
    decisions: parts.decisions,
    callRefusal: (channel) => callsOf(parts).refusal(channel),
    async askReceiver(channel, path, deadlineMs) {
      await parts.crashPoint?.("ask-receiver:before");
      const status = await callsOf(parts).look(channel, path, { signal: parts.signal, deadlineMs });
      await parts.crashPoint?.("ask-receiver:after");
      return status;
    },
    madeCall: parts.madeCall ?? (async () => null),
    parent: parts.parent ?? null,
    madeChildren: parts.madeChildren ?? (async () => []),
  };
}
