import { ImportView } from "@holdfast/contracts/cluster-import";
import { getImport } from "@holdfast/services/imports/get-import";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One import, with what became of each context. */
export const get = procedure("cluster:register")
  .input(z.strictObject({ id: z.uuid() }))
  .output(ImportView)
  .query(({ ctx, input }) => getImport(ctx.as, input.id));
