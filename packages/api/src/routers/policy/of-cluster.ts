import { ClusterId } from "@holdfast/contracts/ids";
import { ClusterPolicy } from "@holdfast/contracts/policy";
import { clusterPolicies } from "@holdfast/services/policies/cluster-policies";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The policies that a cluster has or is to have. */
export const ofCluster = procedure("policy:read")
  .input(z.object({ clusterId: ClusterId }))
  .output(z.array(ClusterPolicy))
  .query(({ ctx, input }) => clusterPolicies(ctx.as, input.clusterId));
