import { z } from "zod";

/** Where a run stands. The same word is in the row, the event, the file and the badge. */
export const RunPhase = z.enum([
  "Draft",
  "AwaitingApproval",
  "Approved",
  "Running",
  "Paused",
  "Succeeded",
  "Failed",
  "Undoing",
  "Undone",
  "NeedsOperator",
  "Rejected",
  "Expired",
  "Cancelled",
]);
export type RunPhase = z.infer<typeof RunPhase>;

/** Where a step of a run stands. `Unknown`: sent without a receipt; only reading back may resolve it. */
export const StepState = z.enum([
  "Pending",
  "AwaitingApproval",
  "Preflight",
  "Running",
  "Verifying",
  "Done",
  "Failed",
  "Skipped",
  "Undoing",
  "Undone",
  "Unknown",
]);
export type StepState = z.infer<typeof StepState>;

/** A boundary that the runner's journal records. */
export const StepTransition = z.enum([
  "started",
  "intended",
  "sent",
  "verified",
  "failed",
  "undoIntended",
  "undoSent",
  "undone",
  "undoFailed",
  "skipped",
]);
export type StepTransition = z.infer<typeof StepTransition>;

/** What a person asks of a run that is on its way. */
export const RunIntent = z.enum(["pause", "resume", "skip", "undo", "abort"]);
export type RunIntent = z.infer<typeof RunIntent>;
