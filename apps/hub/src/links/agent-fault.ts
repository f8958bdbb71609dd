import { Fault, type FaultCode } from "@holdfast/contracts/fault";
import type { Log } from "@holdfast/contracts/log-fields";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

const code = (fault: FaultCode) => (fault === "Internal" || fault === "Unavailable" ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST");

/** What an agent is told of something thrown: a fault as it is, malformed input by field, and of the rest only that it failed. */
export const agentFault = (log: Log) => (cause: unknown) => {
  const fault =
    cause instanceof Fault
      ? cause
      : cause instanceof ZodError
        ? new Fault(
            "InvalidInput",
            cause.issues
              .map((issue) => `${issue.path.join(".")}: ${issue.message}`)
              .join("; ")
              .slice(0, 1000),
          )
        : new Fault("Internal", "The hub could not do this. Its log says why.", { retry: "later" });
  if (!(cause instanceof Fault)) log.error({ err: cause, outcome: fault.code }, "agent call failed");
  return new TRPCError({ code: code(fault.code), message: fault.message, cause: fault });
};
