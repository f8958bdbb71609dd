import type { NotificationTopic } from "@holdfast/contracts/notification";
import { Phrase } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { z } from "zod";
import type { EventReader } from "./event-reader";

const Said = z.object({
  plan: z.string(),
  planId: z.string(),
  message: z.string().default(""),
  phrase: Phrase.optional().catch(undefined),
});
const Armed = Said.extend({ from: z.string(), to: z.string(), name: z.string() });
const Watched = Said.extend({ primary: z.string(), state: z.string(), heldBack: z.array(z.string()) });

const pathOf = (planId: string) => `/failover/plans/${planId}`;

/** An arming that waits for approval, that holds from now on, or that has ended, and why. That it began a run is told by the run. */
export const armingContent: EventReader = async (_, event) => {
  const change = Armed.safeParse(event.payload).data;
  if (!change || change.to === "Spent" || (change.to === "AwaitingApproval" && change.message === "")) return null;
  const topic: NotificationTopic =
    change.to === "AwaitingApproval" ? "arming.approval-needed" : change.to === "Armed" ? "arming.armed" : "arming.ended";
  const by = topic === "arming.approval-needed" ? { actor: change.name } : {};
  return { topic, gaps: { plan: change.plan }, path: pathOf(change.planId), detail: textOf(change), ...by };
};

/** A primary of an armed plan that every vantage has lost, and what keeps its run from being begun. */
export const watchContent: EventReader = async (_, event) => {
  const now = Watched.safeParse(event.payload).data;
  if (!now || now.state === "standing" || (now.state === "lost" && now.heldBack.length === 0)) return null;
  const topic: NotificationTopic = now.state === "holding" ? "watch.silent" : "watch.held-back";
  return { topic, gaps: { plan: now.plan, primary: now.primary }, path: pathOf(now.planId), actor: null, detail: textOf(now) };
};
