import { StorageFenceState, storageFence } from "@holdfast/contracts/commands/storage-fence";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { defineCommand } from "./define-command";

/** Whether the storage refuses what comes from the addresses of a NetworkFence. */
export const fenceState = declaredFields({
  kind: { group: "csiaddons.openshift.io", plural: "networkfences", kind: "NetworkFence", versions: ["v1alpha1"] },
  values: StorageFenceState,
  pointers: { fenceState: "/spec/fenceState" },
  // What its own definition takes where nothing is written.
  absent: { fenceState: "Fenced" },
});

/** `storage.fence`: whether the storage refuses some addresses. Which ones they are is nobody's to change by it. */
export const fenceStorage = defineCommand({
  contract: storageFence,
  rbac: maySet(fenceState),
  handle: ({ kube }, order) => setFields(kube, fenceState, order),
});
