import type { ImportItemView } from "@holdfast/contracts/cluster-import";
import type { Tone } from "@holdfast/ui/rules/tone";
import type { StatusShape } from "@holdfast/ui/status-shape";

/** What became of one context of an import. `ownAgent`: another agent than the one beside the hub has taken over since. */
export type ImportOutcome = "refused" | "hidden" | "waiting" | "starting" | "running" | "connected" | "failing" | "stopped" | "ownAgent";

/** How an outcome is drawn; its word is in `messages` below `import.outcome`. */
export const outcomeMarks: Readonly<Record<ImportOutcome, { readonly tone: Tone; readonly shape: StatusShape }>> = {
  refused: { tone: "bad", shape: "cross" },
  hidden: { tone: "unknown", shape: "question" },
  waiting: { tone: "busy", shape: "clock" },
  starting: { tone: "busy", shape: "half" },
  running: { tone: "busy", shape: "half" },
  connected: { tone: "good", shape: "disc" },
  failing: { tone: "caution", shape: "triangle" },
  stopped: { tone: "bad", shape: "cross" },
  ownAgent: { tone: "idle", shape: "ring" },
};

/** The outcome, from what the store tells of the cluster and of its agent now. */
export function importOutcome({ refusal, cluster, agent }: Pick<ImportItemView, "refusal" | "cluster" | "agent">): ImportOutcome {
  if (refusal) return "refused";
  if (!cluster) return "hidden";
  if (!agent) return "ownAgent";
  return cluster.link.state === "connected" ? "connected" : agent.state;
}
