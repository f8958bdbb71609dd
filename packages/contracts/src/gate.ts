import { z } from "zod";
import { Phrase, type Worded } from "./phrase";
import { RunMode } from "./run-mode";

/** The answer of a gate: met, or why not. A refusal is a value, never a throw. */
export type Gate = { readonly isMet: true } | ({ readonly isMet: false; readonly reason: string } & Worded);

/** A gate as a page shows it: met, or the reason in words. */
export const GateView = z.object({ isMet: z.boolean(), message: z.string(), phrase: Phrase.optional() });
export type GateView = z.infer<typeof GateView>;

/** What an evaluation found about a plan. The code of its phrase is its own, but for a few findings that say one thing in two ways. `blocking` forbids a start; `warning` is shown to the approver. */
export const PlanFinding = z.object({
  step: z.string().nullable(),
  code: z.string().max(63),
  severity: z.enum(["blocking", "warning", "info"]),
  object: z.string().max(512),
  message: z.string().max(2048),
  phrase: Phrase.optional(),
  /** The mode of a run that it is about; absent: both. */
  mode: RunMode.optional(),
});
export type PlanFinding = z.infer<typeof PlanFinding>;

/** A guard as the run page shows it: asked before the start and again before each mutating step. */
export const GuardResult = z.object({
  name: z.string(),
  isMet: z.boolean(),
  message: z.string(),
  phrase: Phrase.optional(),
  /** It is not met, and a person has overridden it. */
  isOverridden: z.boolean().optional(),
  checkedAt: z.date(),
});
export type GuardResult = z.infer<typeof GuardResult>;
