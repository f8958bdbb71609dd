import { ClusterRef, ClusterView } from "@holdfast/contracts/cluster";
import { findCluster } from "@holdfast/services/clusters/find-cluster";
import { procedure } from "../../procedures";

/** One cluster, by its id or by its name. */
export const get = procedure("fleet:read")
  .input(ClusterRef)
  .output(ClusterView)
  .query(({ ctx, input }) => findCluster(ctx.as, input));
