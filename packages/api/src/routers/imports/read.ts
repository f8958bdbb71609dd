import { KubeconfigView, ReadKubeconfig } from "@holdfast/contracts/cluster-import";
import { readContexts } from "@holdfast/services/imports/read-contexts";
import { procedure } from "../../procedures";

/** The contexts of a kubeconfig. It is no query, because what it is given is a secret and may stand in no address. */
export const read = procedure("cluster:register")
  .input(ReadKubeconfig)
  .output(KubeconfigView)
  .mutation(({ ctx, input }) => readContexts(ctx.as, ctx.platform.imports(), input.kubeconfig));
