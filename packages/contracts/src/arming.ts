import { z } from "zod";
import { AcceptedLoss, AcceptLoss } from "./data-store";
import { GateView } from "./gate";
import { PlanId, RunId } from "./ids";
import { Phrase } from "./phrase";
import { Trigger } from "./trigger";

const HOUR_SECONDS = 3600;

/** An arming from its request to its end. Only `Armed` lets anything begin; `Spent` says that it did. */
export const ArmingPhase = z.enum(["AwaitingApproval", "Armed", "Declined", "Expired", "Disarmed", "Lapsed", "Spent"]);
export type ArmingPhase = z.infer<typeof ArmingPhase>;

/** Asks that a plan may be begun without a person, for a time, as the requester saw it. */
export const RequestArming = z.strictObject({
  planId: PlanId,
  planVersion: z.number().int().positive(),
  armedForHours: z
    .number()
    .int()
    .min(1, "at least one hour")
    .max(24 * 31, "at most 31 days: whoever approved it should look again"),
  reason: z.string().trim().min(3, "say why, in a few words").max(500),
  /** The data stores whose loss beyond the RPO is accepted by name, should the primary be lost. */
  acceptLoss: AcceptLoss.nullable().optional(),
});
export type RequestArming = z.infer<typeof RequestArming>;

/** When a window of so many hours that is asked for now ends. */
export const windowEnd = (now: Date, hours: number): Date => new Date(now.getTime() + hours * HOUR_SECONDS * 1000);

/** The approver repeats the hash that was on the screen: another hash is refused, whatever changed. */
export const DecideArming = z.strictObject({
  armingId: z.uuid(),
  decision: z.enum(["approve", "decline"]),
  subjectHash: z.string().length(64),
  comment: z.string().trim().max(500).default(""),
});
export type DecideArming = z.infer<typeof DecideArming>;

/** Takes an arming back, or its request. No reason is needed: it is the safe thing to do. */
export const Disarm = z.strictObject({ armingId: z.uuid(), reason: z.string().trim().max(500).default("") });
export type Disarm = z.infer<typeof Disarm>;

const Said = z.object({ message: z.string(), phrase: Phrase.optional() });

/** What one vantage saw of the primary, and when. */
export const VantageView = Said.extend({
  vantage: z.enum(["heartbeat", "probe", "reported", "alarm"]),
  sight: z.enum(["answers", "silent", "unknown"]),
  at: z.date(),
});
export type VantageView = z.infer<typeof VantageView>;

/** What the hub that watches an armed plan knows of its primary. */
export const WatchView = z.object({
  state: z.enum(["standing", "holding", "lost"]),
  lookedAt: z.date(),
  vantages: z.array(VantageView),
  /** Since when every vantage has seen nothing but silence, and when the hold-down is over; null while one sees something else. */
  silentSince: z.date().nullable(),
  dueAt: z.date().nullable(),
  /** Why nothing is begun although the primary is lost. */
  heldBack: z.array(Said),
});
export type WatchView = z.infer<typeof WatchView>;

/** One arming whole. */
export const ArmingView = z.object({
  id: z.uuid(),
  phase: ArmingPhase,
  planVersion: z.number().int(),
  primaryName: z.string(),
  standbyName: z.string(),
  reason: z.string(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  /** Until when it can be approved, and until when it then holds. */
  expiresAt: z.date(),
  armedUntil: z.date(),
  approvalsRequired: z.number().int(),
  approvals: z.array(z.object({ approverName: z.string(), decision: z.enum(["approve", "decline"]), comment: z.string(), at: z.date() })),
  subjectHash: z.string().length(64),
  acceptedLoss: AcceptedLoss.nullable(),
  /** How it ended; null while it has not. */
  end: Said.extend({ at: z.date() }).nullable(),
  /** What was begun under it. */
  runId: RunId.nullable(),
  /** Null before the first look, and when nobody looks any more. */
  watch: WatchView.nullable(),
  decide: GateView,
  disarm: GateView,
});
export type ArmingView = z.infer<typeof ArmingView>;

/** What a plan does without a person, and whether the reader may change that. `clock` is the server's. */
export const PlanAutomation = z.object({
  /** Null: the plan says nothing of it, so it can't be armed. */
  trigger: Trigger.nullable(),
  /** The newest; null before the first. */
  arming: ArmingView.nullable(),
  arm: GateView,
  clock: z.date(),
});
export type PlanAutomation = z.infer<typeof PlanAutomation>;
