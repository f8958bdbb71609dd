import { ClusterComponents } from "@holdfast/contracts/component";
import { ClusterId } from "@holdfast/contracts/ids";
import { clusterComponents } from "@holdfast/services/components/cluster-components";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What one cluster has of the catalogue, and what tells of it. */
export const ofCluster = procedure("inventory:read")
  .input(z.object({ clusterId: ClusterId }))
  .output(ClusterComponents)
  .query(({ ctx, input }) => clusterComponents(ctx.as, input.clusterId));
