import type { NotificationTopic } from "@holdfast/contracts/notification";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { z } from "zod";
import type { EventReader } from "./event-reader";

const Change = z.object({ phase: z.string() });
const topics: Record<string, NotificationTopic> = {
  AwaitingApproval: "rollout.approval-needed",
  Halted: "rollout.halted",
  Succeeded: "rollout.finished",
};

/** A rollout that waits for a yes, was halted, or is complete. What moves within a wave is told to nobody. */
export const rolloutContent: EventReader = async (db, event) => {
  const rollout = await db.prisma.rollout.findUnique({
    where: { id: event.subject.id },
    include: { policy: { select: { name: true } } },
  });
  if (!rollout) return null;
  const phase = event.type === "rollout.requested" ? rollout.phase : Change.safeParse(event.payload).data?.phase;
  // Of a request nothing is told but that it waits: what came after it has events of its own.
  if (phase === undefined || (event.type === "rollout.requested" && phase !== "AwaitingApproval")) return null;
  const topic = topics[phase];
  if (!topic) return null;
  return {
    ...{ topic, gaps: { policy: rollout.policy.name }, path: `/policies/rollouts/${rollout.id}` },
    ...(topic === "rollout.halted" && rollout.message !== ""
      ? { detail: { message: rollout.message, phrase: phraseOfRow(rollout.phrase) } }
      : {}),
    ...(topic === "rollout.approval-needed" ? { actor: rollout.requestedByName } : {}),
  };
};
