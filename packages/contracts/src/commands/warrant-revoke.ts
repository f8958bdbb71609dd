import { z } from "zod";
import { agentContract } from "../command";
import { RunId } from "../ids";
import { WarrantEnd } from "../warrant";

/**
 * Has the agent do nothing more under the warrants of a run. Answered when nothing is under way any more, after what was done was said;
 * `end` is how the last of them had ended, null when it was this order that ended it or when none was held.
 */
export const warrantRevoke = agentContract(
  "warrant.revoke",
  z.strictObject({ runId: RunId }),
  z.object({ isKnown: z.boolean(), end: WarrantEnd.nullable() }),
);
