import type { TerminalEnd } from "@holdfast/contracts/terminal";
import type { StatusShape } from "@holdfast/ui/status-shape";

/** How each end of a terminal is drawn: as it should be, cut off, or gone wrong. */
export const endMarks: Readonly<Record<TerminalEnd, { readonly tone: "idle" | "caution" | "bad"; readonly shape: StatusShape }>> = {
  exited: { tone: "idle", shape: "dash" },
  closed: { tone: "idle", shape: "dash" },
  idle: { tone: "idle", shape: "clock" },
  time: { tone: "idle", shape: "clock" },
  unattended: { tone: "caution", shape: "clock" },
  lost: { tone: "caution", shape: "triangle" },
  full: { tone: "caution", shape: "triangle" },
  failed: { tone: "bad", shape: "cross" },
  refused: { tone: "bad", shape: "cross" },
  unrecorded: { tone: "bad", shape: "cross" },
  revoked: { tone: "bad", shape: "lock" },
};
