import type { FenceStatus } from "@holdfast/contracts/queries/storage-read-fence";
import type { KubeObject } from "@holdfast/domain/health/kube-object";

interface NetworkFence extends KubeObject {
  readonly spec?: { readonly cidrs?: readonly string[] };
  readonly status?: { readonly result?: string; readonly message?: string };
}

/** What CSI-Addons says of a NetworkFence. */
export const fenceStatus = ({ spec, status }: NetworkFence): FenceStatus => ({
  result: status?.result ?? "",
  message: status?.message ?? "",
  cidrs: [...(spec?.cidrs ?? [])],
});
