import type { AgentCommand } from "@holdfast/contracts/fleet";
import type { Mark } from "./status-marks";

/** How an order stands: its outcome, or whether it waits or ran out before it was answered. */
export type CommandStanding = NonNullable<AgentCommand["outcome"]> | "waiting" | "expired";

/** An order that nobody answered waits until its end, and is expired from then on: the agent refuses it. */
export const commandStanding = ({ outcome, expiresAt }: Pick<AgentCommand, "outcome" | "expiresAt">, nowMs: number): CommandStanding =>
  outcome ?? (nowMs < expiresAt.getTime() ? "waiting" : "expired");

/** How each is drawn; its word is in `messages` below `cluster.commands.standing`. */
export const commandMarks: Readonly<Record<CommandStanding, Mark>> = {
  waiting: { tone: "busy", shape: "clock" },
  accepted: { tone: "busy", shape: "play" },
  succeeded: { tone: "good", shape: "tick" },
  refused: { tone: "caution", shape: "diamond" },
  failed: { tone: "bad", shape: "cross" },
  unknown: { tone: "unknown", shape: "question" },
  expired: { tone: "idle", shape: "clock" },
};
