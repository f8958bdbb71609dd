import { AgentDetail } from "@holdfast/contracts/fleet";
import { ClusterId } from "@holdfast/contracts/ids";
import { agentDetail } from "@holdfast/services/clusters/agent-detail";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What the store knows of a cluster's agent. */
export const agent = procedure("fleet:read")
  .input(z.strictObject({ clusterId: ClusterId }))
  .output(AgentDetail)
  .query(({ ctx, input }) => agentDetail(ctx.as, input.clusterId, ctx.platform.trustDomain));
