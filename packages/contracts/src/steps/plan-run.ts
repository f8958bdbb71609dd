import { z } from "zod";
import { DnsLabel } from "../ids";
import { WorkflowName } from "../workflow";

/** `plan.run`: runs another plan, whose group is another, and waits for the end of that run. It is made by the hub, one for each attempt of the step, in the version and on the evaluation that were approved with this run; the approvals of this run stand for it, and it asks its own guards. One level deep: a plan that is run so runs none. A rehearsal makes no run, and says what the plan's evaluation says. Undone while that run is under way, by its own undo; once it has succeeded, its group is brought back by its own failback. */
export const PlanRun = z.strictObject({
  /** The plan, by name. */
  plan: DnsLabel,
  workflow: WorkflowName.default("activate"),
});
export type PlanRun = z.infer<typeof PlanRun>;
