import { CreateTriggerSource, IssuedTriggerSource } from "@holdfast/contracts/trigger-source";
import { createTriggerSource as create } from "@holdfast/services/trigger-sources/create-trigger-source";
import { procedure } from "../../procedures";

/** Makes a source that may report. Its secret is answered this once. */
export const createTriggerSource = procedure("settings:manage")
  .input(CreateTriggerSource)
  .output(IssuedTriggerSource)
  .mutation(({ ctx, input }) => create(ctx.as, input));
