import { PolicyId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { savePolicy } from "@holdfast/services/policies/save-policy";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Saves a policy as a new version, with what became of its tests. */
export const save = procedure("policy:edit")
  .input(SavePolicy)
  .output(z.object({ id: PolicyId, version: z.number().int(), failed: z.array(z.string()) }))
  .mutation(async ({ ctx, input }) => {
    const saved = await savePolicy(ctx.as, input, ctx.platform.tests);
    return { id: PolicyId.parse(saved.id), version: saved.version, failed: [...saved.failed] };
  });
