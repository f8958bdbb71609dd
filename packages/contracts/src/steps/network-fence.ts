import { z } from "zod";
import { Fence, FenceKind } from "../commands/network-fence";
import { DnsLabel } from "../ids";

/** `network.fence`: nothing reaches the pods of a namespace with these labels (all where there are none) any more, by a policy that denies; with `fenced: false` that policy is taken away again. A NetworkPolicy can't deny what another one allows: where there is one, choose one of the other two kinds. */
export const NetworkFence = z
  .strictObject({
    cluster: DnsLabel.describe("the site, as a rule the one that is left"),
    namespace: Fence.shape.namespace.refine((name) => !name.startsWith("kube-"), "can't be one of Kubernetes itself"),
    pods: Fence.shape.pods.default({}).describe("the labels of the pods; all pods of the namespace where there are none"),
    by: FenceKind.default("NetworkPolicy").describe("the kind of the policy; what enforces it has to be there"),
    egress: z.boolean().default(false).describe("whether the pods may reach nobody either"),
    fenced: z.boolean().default(true).describe("false takes the fence away"),
    late: z
      .boolean()
      .default(false)
      .describe(
        "when the run goes on without it (onFailure: skip) because the site is lost: it is put up as soon as the site answers again, unless another run of the group has begun by then",
      ),
  })
  .refine((p) => p.fenced || !p.late, { path: ["late"], message: "only what puts a fence up can come late" })
  .refine((p) => !(p.egress && p.by === "AuthorizationPolicy"), {
    path: ["egress"],
    message: "an AuthorizationPolicy knows only what comes in; choose a NetworkPolicy or a CiliumNetworkPolicy",
  });
export type NetworkFence = z.infer<typeof NetworkFence>;
