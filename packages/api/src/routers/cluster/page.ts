import { ClusterPage, ListClusters } from "@holdfast/contracts/cluster-list";
import { listClusterPage } from "@holdfast/services/clusters/list-cluster-page";
import { procedure } from "../../procedures";

/** A page of the clusters that the caller may see, sorted and narrowed. */
export const page = procedure("fleet:read")
  .input(ListClusters)
  .output(ClusterPage)
  .query(({ ctx, input }) => listClusterPage(ctx.as, input));
