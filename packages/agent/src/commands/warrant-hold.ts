import { warrantHold } from "@holdfast/contracts/commands/warrant-hold";
import { defineCommand, Refused } from "./define-command";

/** `warrant.hold`: keeps what the hub lets this agent finish by itself. */
export const holdWarrant = defineCommand({
  contract: warrantHold,
  // What is done under it is done by other commands, with their rights.
  rbac: [],
  async handle({ kube, warrants }, { envelope }) {
    if (kube.isDryRun || !warrants) throw new Refused("NotRehearsable", "A warrant cannot be rehearsed.");
    const { id, expiresAt } = await warrants.hold(envelope);
    return { output: { warrantId: id, expiresAt }, changes: [] };
  },
});
