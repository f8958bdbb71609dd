import { RequestRollout } from "@holdfast/contracts/policy";
import { PolicyTestRun } from "@holdfast/contracts/policy-library";
import { testPolicy } from "@holdfast/services/policies/test-policy";
import { procedure } from "../../procedures";

/** Runs the tests of a version again. */
export const test = procedure("policy:edit")
  .input(RequestRollout)
  .output(PolicyTestRun)
  .mutation(({ ctx, input }) => testPolicy(ctx.as, ctx.platform.tests, input));
