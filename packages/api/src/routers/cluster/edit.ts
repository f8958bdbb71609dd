import { EditCluster } from "@holdfast/contracts/cluster";
import { editCluster } from "@holdfast/services/clusters/edit-cluster";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Says anew where a cluster is and how it is labelled. */
export const edit = procedure("cluster:edit")
  .input(EditCluster)
  .output(z.object({ version: z.number().int() }))
  .mutation(({ ctx, input }) => editCluster(ctx.as, input));
