import { RegisterCluster } from "@holdfast/contracts/cluster";
import { ClusterId } from "@holdfast/contracts/ids";
import { registerCluster } from "@holdfast/services/clusters/register-cluster";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Adds a cluster that waits for its agent. */
export const register = procedure("cluster:register")
  .input(RegisterCluster)
  .output(z.object({ id: ClusterId }))
  .mutation(async ({ ctx, input }) => ({ id: ClusterId.parse((await registerCluster(ctx.as, input)).id) }));
