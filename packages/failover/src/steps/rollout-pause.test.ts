import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (phase: string) => ({ phase, message: "", stable: "a", current: "b", isAborted: false });

describeFieldsStep({
  use: "rollout.pause",
  parameters: {},
  from: { paused: false },
  to: { paused: true },
  status: { before: status("Progressing"), pending: null, settled: status("Paused") },
  says: { pending: "", done: "its update is held" },
  strange: null,
});
