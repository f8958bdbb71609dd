import { storageReadFence } from "@holdfast/contracts/queries/storage-read-fence";
import { fenceState } from "../commands/storage-fence";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { fenceStatus } from "../kube/network-fence";
import { defineQuery } from "./define-query";

/** `storage.read-fence`: whether the storage is to refuse some addresses, and whether it does. */
export const readStorageFence = defineQuery({
  contract: storageReadFence,
  rbac: [mayGet(fenceState)],
  handle: ({ kube }, target) => readFields(kube, fenceState, target, fenceStatus),
});
