import { storageFence as command, StorageFenceState } from "@holdfast/contracts/commands/storage-fence";
import { storageReadFence } from "@holdfast/contracts/queries/storage-read-fence";
import { StorageFence } from "@holdfast/contracts/steps/storage-fence";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";

/** What CSI-Addons says when it has carried a state out. It counts no generations, so its words tell which state it means. */
const CARRIED_OUT = { Fenced: "fencing operation successful", Unfenced: "unfencing operation successful" } as const;

/** Keeps a lost site from writing to shared storage, before anybody else does. */
export const storageFence = fieldsStep({
  name: "storage.fence",
  schema: StorageFence,
  values: StorageFenceState,
  command,
  query: storageReadFence,
  kind: "NetworkFence",
  resource: "networkfences.csiaddons.openshift.io",
  describe: (p) => describeStep({ use: "storage.fence", with: p }),
  wanted: (p) => ({ fenceState: p.state }),
  findings(_, p, { status: { cidrs } }) {
    const object = `NetworkFence ${p.name}`;
    if (cidrs.length === 0) return [finding("FenceEmpty", "blocking", object, { object })];
    return [finding(p.state === "Fenced" ? "FenceReaches" : "FenceFrees", "info", object, { addresses: cidrs.join(", ") })];
  },
  effect(_, { fenceState }, { status: { result, message, cidrs } }) {
    if (result === "Failed") return waiting(worded("FenceFailed", { said: message || "-" }));
    if (result !== "Succeeded" || message !== CARRIED_OUT[fenceState]) return waiting(worded("FenceToAct", { said: message || "-" }));
    return done(worded(fenceState === "Fenced" ? "StorageFenceStands" : "FenceIsDown", { addresses: cidrs.join(", ") }));
  },
});
