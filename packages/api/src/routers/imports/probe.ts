import { ContextProbe, ProbeContext } from "@holdfast/contracts/cluster-import";
import { probeContext } from "@holdfast/services/imports/probe-context";
import { procedure } from "../../procedures";

/** Whether a hub reaches the cluster of a context, who that is, and what the account lacks. */
export const probe = procedure("cluster:register")
  .input(ProbeContext)
  .output(ContextProbe)
  .mutation(({ ctx, input }) => probeContext(ctx.as, ctx.platform.imports(), ctx.platform.look, input));
