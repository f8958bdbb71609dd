import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/** A question is about no more containers than this. */
export const MOST_LOG_SOURCES = 20;

/** An instant as kubelets write it, with up to nine digits of a second. */
export const LogInstant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/, "must be an RFC 3339 instant");

/** Which lines of which container: those after an instant, or the last so many. */
export const LogQuestion = z.strictObject({
  namespace: ObjectName,
  pod: ObjectName,
  container: ObjectName,
  /** Those of the container before its last restart. */
  isPrevious: z.boolean().default(false),
  after: LogInstant.nullable().default(null),
  tailLines: z.number().int().min(1).max(5000).nullable().default(null),
});
export type LogQuestion = z.infer<typeof LogQuestion>;

/** A line with its instant; what looks like a secret is cut out, and a long one is cut off. */
export const LogLine = z.tuple([z.string(), z.string()]);
export type LogLine = z.infer<typeof LogLine>;

/**
 * The lines of some containers, from the API server. `isCut`: there is more than the budget allows, ask again from the last line on.
 * `problem` is what the API server said of a container that gave none. `refusal`: the agent's owner lets nobody read logs.
 */
export const podLogs = agentContract(
  "pod.logs",
  z.strictObject({
    sources: z.array(LogQuestion).min(1).max(MOST_LOG_SOURCES),
    /** Over all of them. */
    limitBytes: z.number().int().min(1024).max(2_000_000),
  }),
  z.object({
    refusal: z.enum(["LogsNotAllowed"]).nullable(),
    message: z.string(),
    answers: z.array(
      z.object({
        lines: z.array(LogLine),
        isCut: z.boolean(),
        problem: z.object({ reason: z.string(), message: z.string() }).nullable(),
      }),
    ),
  }),
);
