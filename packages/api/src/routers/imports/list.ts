import { ImportPage } from "@holdfast/contracts/cluster-import";
import { PageRequest } from "@holdfast/contracts/page";
import { listImports } from "@holdfast/services/imports/list-imports";
import { procedure } from "../../procedures";

/** The imports, the newest first. */
export const list = procedure("cluster:register")
  .input(PageRequest)
  .output(ImportPage)
  .query(({ ctx, input }) => listImports(ctx.as, input));
