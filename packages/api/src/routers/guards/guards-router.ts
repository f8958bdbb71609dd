import { router } from "../../procedures";
import { createFreeze } from "./create-freeze";
import { createTriggerSource } from "./create-trigger-source";
import { editFreeze } from "./edit-freeze";
import { freezes } from "./freezes";
import { limits } from "./limits";
import { removeFreeze } from "./remove-freeze";
import { revokeTriggerSource } from "./revoke-trigger-source";
import { setLimits } from "./set-limits";
import { triggerSources } from "./trigger-sources";

/** What keeps failovers from happening because people say so, and what may report a loss. */
export const guardsRouter = router({
  freezes,
  createFreeze,
  editFreeze,
  removeFreeze,
  limits,
  setLimits,
  triggerSources,
  createTriggerSource,
  revokeTriggerSource,
});
