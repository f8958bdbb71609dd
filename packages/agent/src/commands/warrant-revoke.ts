import { warrantRevoke } from "@holdfast/contracts/commands/warrant-revoke";
import { defineCommand, Refused } from "./define-command";

/** `warrant.revoke`: does nothing more by itself for a run. */
export const revokeWarrant = defineCommand({
  contract: warrantRevoke,
  rbac: [],
  async handle({ kube, warrants }, { runId }) {
    if (kube.isDryRun || !warrants) throw new Refused("NotRehearsable", "A warrant cannot be rehearsed.");
    return { output: await warrants.revoke(runId), changes: [] };
  },
});
