import { z } from "zod";
import { agentContract } from "../command";
import { Json } from "../json";
import { ObjectChange } from "../object-change";

/** Runs a command with every write as a server-side dry run: what it would change, or why it would be refused. */
export const commandRehearse = agentContract(
  "command.rehearse",
  z.strictObject({ name: z.string().max(63), input: Json }),
  z.object({
    refusal: z.object({ reason: z.string(), message: z.string() }).nullable(),
    changes: z.array(ObjectChange),
  }),
);
