import { z } from "zod";
import { GateView } from "./gate";

/** Who started a run: a person asked for it, a trigger's condition held, or a drill's day had come. */
export const RunOrigin = z.enum(["person", "trigger", "calendar"]);
export type RunOrigin = z.infer<typeof RunOrigin>;

const Reason = z.string().trim().min(3, "say why, in 3 to 500 characters").max(500, "say why, in 3 to 500 characters");

/** Stops everything that is started without a person, at once. */
export const StopAutomation = z.strictObject({ reason: Reason });
export type StopAutomation = z.infer<typeof StopAutomation>;

/** Lets automation run again. `version` is the stop that the caller saw: a later one is not released by accident. */
export const ReleaseAutomation = z.strictObject({ reason: Reason, version: z.number().int().positive() });
export type ReleaseAutomation = z.infer<typeof ReleaseAutomation>;

/** The kill switch of automation as its readers see it. */
export const AutomationView = z.object({
  /** Null while automation may run. */
  stop: z.object({ byName: z.string(), reason: z.string(), at: z.date() }).nullable(),
  version: z.number().int(),
  /** Runs on their way that no person started. */
  automaticRuns: z.number().int(),
  /** Whether the reader may stop it, and let it run again. */
  mayStop: GateView,
  mayRelease: GateView,
});
export type AutomationView = z.infer<typeof AutomationView>;
