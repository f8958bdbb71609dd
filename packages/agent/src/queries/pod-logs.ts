import { type LogQuestion, podLogs } from "@holdfast/contracts/queries/pod-logs";
import { scrub } from "@holdfast/domain/secret/scrub";
import type { z } from "zod";
import { pods } from "../drain/pod-on-node";
import { KubeError } from "../kube/kube-error";
import type { KubePort, TextLimits } from "../kube/kube-port";
import { logLines, wholeSecond } from "../logs/log-lines";
import { defineQuery } from "./define-query";

type LogAnswer = z.output<typeof podLogs.output>["answers"][number];

const REMEDY = "holdfast-agent rbac --logs | kubectl apply -f - and holdfast-agent run --logs";

async function answerOf(kube: KubePort, asked: LogQuestion, limits: TextLimits): Promise<LogAnswer> {
  const { namespace, pod: name, container, isPrevious, after, tailLines } = asked;
  const query = {
    container,
    timestamps: "true",
    limitBytes: String(limits.bytes),
    previous: isPrevious ? "true" : undefined,
    sinceTime: after === null ? undefined : wholeSecond(after),
    tailLines: tailLines === null ? undefined : String(tailLines),
  };
  try {
    const ref = { resource: pods, namespace, name, subresource: "log" };
    const text = await kube.text(ref, query, limits);
    // A character that was cut in two is longer by now than what came of it.
    const isCut = Buffer.byteLength(text) >= limits.bytes;
    return { lines: logLines(text, after, isCut), isCut, problem: null };
  } catch (cause) {
    // A container that has said nothing yet, or a node that is away, says so in its place; the others answer all the same.
    if (!(cause instanceof KubeError)) throw cause;
    return { lines: [], isCut: false, problem: { reason: cause.reason || cause.kind, message: scrub(cause.message).slice(0, 512) } };
  }
}

/** `pod.logs`: what containers have said, if the agent's owner lets people read it. */
export const readLogs = defineQuery({
  contract: podLogs,
  // The right is given with the leave, by the owner's own word.
  rbac: [],
  async handle({ kube, areLogsShown, deadlineMs, signal }, { sources, limitBytes }) {
    if (!areLogsShown)
      return {
        refusal: "LogsNotAllowed" as const,
        message: `The owner of this cluster lets nobody read logs here: ${REMEDY}`,
        answers: [],
      };
    // A container whose node is slow is told to be so in time, and the others' lines come all the same.
    const limits = { bytes: Math.max(512, Math.floor(limitBytes / sources.length)), deadlineMs: Math.floor(deadlineMs * 0.8), signal };
    return { refusal: null, message: "", answers: await Promise.all(sources.map((asked) => answerOf(kube, asked, limits))) };
  },
});
