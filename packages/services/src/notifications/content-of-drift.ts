import type { NotificationTopic } from "@holdfast/contracts/notification";
import { z } from "zod";
import type { EventReader } from "./event-reader";

const Drift = z.object({
  state: z.enum(["open", "held"]),
  drift: z.string(),
  object: z.string(),
  policy: z.string(),
  user: z.string().nullable().default(null),
  manager: z.string().nullable().default(null),
});
const topics: Record<"open" | "held", NotificationTopic> = { open: "policy.drifted", held: "policy.drift-held" };

/** An object of a policy drifts, or comes back so often that it is held. How it goes on and ends is told to nobody. */
export const driftContent: EventReader = async (_, event) => {
  const drift = Drift.safeParse(event.payload).data;
  if (!drift) return null;
  const { state, object, policy, user, manager } = drift;
  return {
    ...{ topic: topics[state], gaps: { object, policy }, path: `/policies/drift?drift=${drift.drift}` },
    actor: user ?? manager,
  };
};
