import type { NotificationTopic } from "@holdfast/contracts/notification";
import { Phrase } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { z } from "zod";
import type { EventReader } from "./event-reader";

const Settled = z.object({
  outcome: z.string(),
  plan: z.string(),
  schedule: z.string().default(""),
  message: z.string(),
  phrase: Phrase.optional().catch(undefined),
});

/** A drill that failed is no proof either; its run may well have succeeded, so that nothing else tells of it. */
const topics: Record<string, NotificationTopic> = {
  skipped: "drill.skipped",
  missed: "drill.missed",
  failed: "drill.not-proven",
  unproven: "drill.not-proven",
};

/** A drill of the calendar that was skipped or missed, and one that was made and proves nothing. That one is asked for is told by its request. */
export const drillContent: EventReader = async (_, { payload, subject }) => {
  const settled = Settled.safeParse(payload).data;
  const topic = settled && topics[settled.outcome];
  if (!topic) return null;
  const path = subject.kind === "run" ? `/failover/runs/${subject.id}` : "/failover/drills";
  return { topic, gaps: { plan: settled.plan, schedule: settled.schedule }, path, actor: null, detail: textOf(settled) };
};
