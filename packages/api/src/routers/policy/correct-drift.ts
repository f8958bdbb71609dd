import { CorrectDrift } from "@holdfast/contracts/policy-drift";
import { correctDrift as correct } from "@holdfast/services/policy-drift/correct-drift";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Puts the objects of a policy in one cluster right now. */
export const correctDrift = procedure("policy:push")
  .input(CorrectDrift)
  .output(z.object({ commandId: z.string() }))
  .mutation(({ ctx, input }) => correct(ctx.as, input));
