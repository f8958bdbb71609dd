import type { CommandOutcome, Receipt } from "@holdfast/contracts/command";
import type { Json } from "@holdfast/contracts/json";
import { scrub } from "@holdfast/domain/secret/scrub";
import { ZodError } from "zod";
import { KubeError } from "../kube/kube-error";
import { Unconfirmed } from "../kube/kube-port";
import { messageOf } from "../problem";
import { ServiceTrouble, Unanswered } from "../services/call-service";
import { type Done, Refused, Unfinished } from "./define-command";

/** What of a receipt the outcome decides; the rest is the order's. */
export type Outcome = Omit<Receipt, "commandId" | "at">;

const LONGEST_MESSAGE = 2048;
const MOST_CHANGES = 200;

const without = (outcome: CommandOutcome, reason: string, message: string): Outcome => ({
  outcome,
  reason: reason.slice(0, 63),
  message: scrub(message).slice(0, LONGEST_MESSAGE),
  output: null,
  changes: [],
});

/** A refusal: nothing was done. */
export const refusal = (reason: string, message: string): Outcome => without("refused", reason, message);

/** Nobody can say whether anything was done: only reading back can tell. */
export const unknownOutcome = (reason: string, message: string): Outcome => without("unknown", reason, message);

/** The outcome of a handler that came to its end. */
export const success = ({ output, changes }: Done<Json>): Outcome => ({
  outcome: "succeeded",
  reason: null,
  message: null,
  output,
  changes: changes.slice(0, MOST_CHANGES),
});

/** The code of a failure that the cluster answered with. */
function kubeReason(cause: KubeError): string {
  if (cause.kind === "status") return cause.code === 403 ? "Forbidden" : cause.reason || `Status${cause.code}`;
  return {
    network: "ApiServerUnreachable",
    deadline: "ApiServerTimeout",
    credentials: "CredentialsUnreadable",
    malformed: "ApiServerMalformed",
  }[cause.kind];
}

/** The outcome of a handler that threw. A write without an answer is unknown, everything else says what it is. */
export function failure(cause: unknown): Outcome {
  // What a command tells of its course is an output of its contract, so it is JSON.
  if (cause instanceof Unfinished)
    return {
      ...success(cause.done as Done<Json>),
      outcome: "failed",
      reason: cause.reason,
      message: scrub(cause.message).slice(0, LONGEST_MESSAGE),
    };
  if (cause instanceof Refused) return refusal(cause.reason, cause.message);
  if (cause instanceof ZodError) {
    const issues = cause.issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`);
    return refusal("InvalidInput", issues.join("; "));
  }
  if (cause instanceof Unanswered) return unknownOutcome("Unconfirmed", `The call was sent and no answer came: ${cause.message}`);
  if (cause instanceof ServiceTrouble) return without("failed", "ServiceTrouble", cause.message);
  if (cause instanceof Unconfirmed) return unknownOutcome("Unconfirmed", `The write was sent and no answer came: ${cause.message}`);
  if (cause instanceof KubeError) return without("failed", kubeReason(cause), cause.message);
  return without("failed", "Internal", messageOf(cause));
}
