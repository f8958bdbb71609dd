"use client";
import type { DriftView } from "@holdfast/contracts/policy-drift";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import type { Mark } from "../shared-status/status-marks";

/** A drift is open, held because it keeps coming back, or over in one of four ways. */
type DriftState = "open" | "held" | NonNullable<DriftView["ending"]>;

const marks: Readonly<Record<DriftState, Mark>> = {
  open: { tone: "caution", shape: "diamond" },
  held: { tone: "bad", shape: "cross" },
  corrected: { tone: "good", shape: "tick" },
  putBack: { tone: "good", shape: "tick" },
  pushed: { tone: "good", shape: "tick" },
  removed: { tone: "idle", shape: "ring" },
};

/** How a drift stands. */
export function DriftState({ drift: { ending, isHeld } }: { readonly drift: Pick<DriftView, "ending" | "isHeld"> }) {
  const t = useTranslations("drift.state");
  const state = ending ?? (isHeld ? "held" : "open");
  return <StatusMark {...marks[state]} word={t(state)} />;
}
