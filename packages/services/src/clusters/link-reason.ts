import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";

/** A reason as a row of a link's history keeps it, and for whoever reads another language its phrase. A row of an older hub may say something else: it stays as it is. */
export function linkReason(reason: string): Worded {
  if (reason === "no heartbeat") return worded("LinkSilent");
  if (reason === "nobody holds the link") return worded("LinkUnheld");
  const [, came, time] = /^(reconnected|agent started)(?:, back after (.+))?$/.exec(reason) ?? [];
  if (came === "reconnected") return time === undefined ? worded("LinkReconnected") : worded("LinkReconnectedAfter", { time });
  if (came === "agent started") return time === undefined ? worded("LinkAgentStarted") : worded("LinkAgentStartedAfter", { time });
  return { message: reason };
}
