import { podExecExchange } from "@holdfast/contracts/queries/pod-exec-exchange";
import { defineQuery } from "./define-query";

/** `pod.exec.exchange`: what a terminal has shown since. */
export const exchangeTerminal = defineQuery({
  contract: podExecExchange,
  rbac: [],
  handle: ({ exec, signal }, { session, after, waitMs }) => exec.exchange(session, after, waitMs, signal),
});
