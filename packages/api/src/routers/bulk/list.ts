import { BulkPage } from "@holdfast/contracts/bulk";
import { PageRequest } from "@holdfast/contracts/page";
import { listBulks } from "@holdfast/services/bulk/list-bulks";
import { procedure } from "../../procedures";

/** The newest bulk orders. */
export const list = procedure("inventory:read")
  .input(PageRequest)
  .output(BulkPage)
  .query(({ ctx, input }) => listBulks(ctx.as, input));
