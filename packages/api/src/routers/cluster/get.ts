import { ClusterView } from "@holdfast/contracts/cluster";
import { ClusterId } from "@holdfast/contracts/ids";
import { getCluster } from "@holdfast/services/clusters/get-cluster";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One cluster. */
export const get = procedure("fleet:read")
  .input(z.strictObject({ clusterId: ClusterId }))
  .output(ClusterView)
  .query(({ ctx, input }) => getCluster(ctx.as, input.clusterId));
