import { ClusterView } from "@holdfast/contracts/cluster";
import { listClusters } from "@holdfast/services/clusters/list-clusters";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The clusters that the caller may see. */
export const list = procedure("fleet:read")
  .output(z.array(ClusterView))
  .query(({ ctx }) => listClusters(ctx.as));
