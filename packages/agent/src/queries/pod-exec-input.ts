import { podExecInput } from "@holdfast/contracts/queries/pod-exec-input";
import { defineQuery } from "./define-query";

/** `pod.exec.input`: types into a terminal that a signed command opened. It can open none. */
export const typeIntoTerminal = defineQuery({
  contract: podExecInput,
  rbac: [],
  handle: async ({ exec }, { session, writer, seq, text, size, isEnd }) => ({
    refusal: exec.input(session, writer, seq, text, size, isEnd),
  }),
});
