import { RevokeAgent } from "@holdfast/contracts/cluster";
import { revokeAgent } from "@holdfast/services/clusters/revoke-agent";
import { procedure } from "../../procedures";

/** Takes a cluster's agent its identity away, at once. */
export const revoke = procedure("cluster:revoke")
  .input(RevokeAgent)
  .mutation(({ ctx, input }) => revokeAgent(ctx.as, input));
