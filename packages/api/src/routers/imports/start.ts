import { StartImport } from "@holdfast/contracts/cluster-import";
import { startImport } from "@holdfast/services/imports/start-import";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Brings the chosen contexts in, each with an agent beside the hub. */
export const start = procedure("cluster:register")
  .input(StartImport)
  .output(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => startImport(ctx.as, ctx.platform.imports(), input));
