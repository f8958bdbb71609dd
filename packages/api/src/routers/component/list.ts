import { ComponentMatrix, ListComponents } from "@holdfast/contracts/component";
import { listComponents } from "@holdfast/services/components/list-components";
import { procedure } from "../../procedures";

/** The systems that the catalogue knows, and which clusters have them. */
export const list = procedure("inventory:read")
  .input(ListComponents)
  .output(ComponentMatrix)
  .query(({ ctx, input }) => listComponents(ctx.as, input));
