import { SetOnDrift } from "@holdfast/contracts/policy-drift";
import { setOnDrift as choose } from "@holdfast/services/policy-drift/set-on-drift";
import { procedure } from "../../procedures";

/** Chooses what is done where a policy's objects are not as pushed. */
export const setOnDrift = procedure("policy:push")
  .input(SetOnDrift)
  .mutation(({ ctx, input }) => choose(ctx.as, input));
