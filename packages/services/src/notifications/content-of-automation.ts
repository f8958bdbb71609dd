import { z } from "zod";
import type { EventReader } from "./event-reader";

const Turned = z.object({ isStopped: z.boolean(), name: z.string(), reason: z.string() });

/** The kill switch was turned: who did it, which way, and why. */
export const automationContent: EventReader = async (_, event) => {
  const turned = Turned.safeParse(event.payload).data;
  if (!turned) return null;
  const { name, reason } = turned;
  return {
    ...{ topic: turned.isStopped ? "automation.stopped" : "automation.released", gaps: { name }, path: "/failover/guards" },
    ...{ actor: name, detail: { message: reason } },
  };
};
