// The contract of every step. A module looks and describes; the runner sends, waits, journals and decides what follows.
import type { AgentContract } from "@holdfast/contracts/command";
import type { Gate } from "@holdfast/contracts/gate";
import type { HubCallOrder } from "@holdfast/contracts/hub-call";
import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import type { Worded } from "@holdfast/contracts/phrase";
import type { StepName, stepParameters } from "@holdfast/contracts/plan-step";
import type { WarrantCheck } from "@holdfast/contracts/warrant";
import { type GapsArgument, type PhraseCode, worded } from "@holdfast/contracts/worded";
import type { WriteSource } from "@holdfast/domain/gates/ends-writes";
import type { SourceSight } from "@holdfast/domain/gates/source-guard";
import type { ChildCall } from "@holdfast/domain/plan/child-plans";
import type { StepDescription } from "@holdfast/domain/plan/describe-step";
import type { Observation, Sighting } from "@holdfast/domain/run/judge-effect";
import type { z } from "zod";
import type { StepContext } from "./step-context";

/** Something that a person should know about a step before it runs. */
export interface Finding extends Worded {
  readonly code: string;
  readonly severity: "blocking" | "warning" | "info";
  readonly object: string;
}

/** A finding in the words of its code. */
export const finding = <C extends PhraseCode>(
  code: C,
  severity: Finding["severity"],
  object: string,
  ...gaps: GapsArgument<C>
): Finding => ({
  code,
  severity,
  object,
  ...worded(code, ...gaps),
});

/** What a look before the step found. `before` is what an undo needs; null when the gate is not met. */
export interface Preflight<B> {
  readonly gate: Gate;
  readonly findings: readonly Finding[];
  readonly before: B | null;
  /** What the step would change, by a dry run on the server. */
  readonly changes: readonly ObjectChange[];
}

/** One order to one site's agent, checked against its contract. */
export interface Order {
  readonly kind?: "agent";
  readonly cluster: string;
  readonly name: string;
  readonly input: Json;
}

/** One call that the hub makes itself. */
export interface CallOrder extends HubCallOrder {
  readonly kind: "call";
}

/** A run of another plan, which the hub makes itself. */
export interface ChildOrder extends ChildCall {
  readonly kind: "child";
}

/** An order by its contract; throws when the input is not what the contract says. */
export const order = <I extends z.ZodType, O extends z.ZodType>(
  cluster: string,
  contract: AgentContract<I, O>,
  input: z.input<I>,
): Order => ({
  cluster,
  name: contract.name,
  // Every command's input is a schema of plain JSON.
  input: contract.input.parse(input) as Json,
});

/** A finding under a code that others share; its phrase tells them apart. */
export const underCode = (code: string, found: Finding): Finding => ({ ...found, code });

/** The parameters of a step, checked. */
export type ParametersOf<N extends StepName> = z.infer<(typeof stepParameters)[N]>;

/** The side whose writes a step takes over. `look` is the very look by which the step's own checks go. */
export interface Promotion {
  /** Where it is; null when only the promoted side itself can tell of it. */
  readonly source: WriteSource | null;
  readonly isLossAccepted: boolean;
  /** Throws a `Fault` when the look is not possible. */
  look(ctx: StepContext, deadlineMs: number): Promise<SourceSight>;
}

/**
 * A step of the catalogue. All seven are asked for: a step that can't be undone says why, and one that only looks says that.
 *
 * - `preflight` reads; it is shown before the approval and repeated right before `run`.
 * - `run` says what to send, from the parameters and what was there before. It never decides success.
 * - `verify` looks, at any time and any number of times; it is the only source of success.
 * - `undo` is the same step the other way round: the parameters that restore what was there, and what it must find.
 */
export interface StepModule<N extends StepName, B> {
  readonly name: N;
  readonly schema: (typeof stepParameters)[N];
  /** What an undo needs, as the journal keeps it. */
  readonly before: z.ZodType<B>;
  describe(parameters: ParametersOf<N>): StepDescription;
  preflight(ctx: StepContext, parameters: ParametersOf<N>): Promise<Preflight<B>>;
  readonly run: ((parameters: ParametersOf<N>, before: B) => Order | CallOrder | ChildOrder) | { readonly observes: true };
  verify(ctx: StepContext, parameters: ParametersOf<N>, before: B): Promise<Sighting>;
  /** Of a step that lets a site take the writes: the side that it takes them over from, which the guards look at once more right before the order. */
  readonly promotes?: (parameters: ParametersOf<N>) => Promotion;
  /** By what its own agent sees that it is done, of a step that may be done without a hub. It sees no more than `verify` does. */
  readonly unattended?: (parameters: ParametersOf<N>, before: B) => WarrantCheck;
  readonly undo:
    | ((parameters: ParametersOf<N>, before: B) => { readonly parameters: ParametersOf<N>; readonly before: B })
    | { readonly irreversible: string }
    | { readonly unneeded: string };
  /** Why there is no way back with these parameters, where that depends on them; null: there is one. */
  irreversible?(parameters: ParametersOf<N>): string | null;
}

/** Declares a step of the catalogue. */
export const defineStep = <N extends StepName, B>(module: StepModule<N, B>): StepModule<N, B> => module;

/** The step saw what it wants. */
export const done = (text: Worded): Observation => ({ kind: "done", ...text });
/** Not yet. `isUntouched` when the world still is exactly as it was before the order. */
export const waiting = (what: Worded, isUntouched = false): Observation => ({ kind: "waiting", for: what, isUntouched });
/** It will not come, whatever time passes. */
export const failed = (because: Worded): Observation => ({ kind: "failed", because });

/** A preflight from its findings: the first blocking one closes the gate. */
export function preflightOf<B>(findings: readonly Finding[], before: B | null, changes: readonly ObjectChange[] = []): Preflight<B> {
  const blocking = findings.find((finding) => finding.severity === "blocking");
  const gate: Gate = blocking
    ? { isMet: false, reason: blocking.code, message: blocking.message, phrase: blocking.phrase }
    : { isMet: true };
  return { gate, findings, before: gate.isMet ? before : null, changes };
}

/** A preflight that ends at one blocking finding. */
export const blocked = <B, C extends PhraseCode>(code: C, object: string, ...gaps: GapsArgument<C>): Preflight<B> =>
  preflightOf<B>([finding(code, "blocking", object, ...gaps)], null);
