"use client";
import type { WaiverState } from "@holdfast/contracts/waiver";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";

const marks: Readonly<Record<WaiverState, { tone: Tone; shape: StatusShape }>> = {
  requested: { tone: "caution", shape: "diamond" },
  active: { tone: "good", shape: "tick" },
  declined: { tone: "bad", shape: "cross" },
  expired: { tone: "idle", shape: "clock" },
  revoked: { tone: "idle", shape: "dash" },
};

/** Where a waiver stands. */
export function WaiverMark({ of }: { readonly of: WaiverState }) {
  const t = useTranslations("waivers.state");
  return <StatusMark {...marks[of]} word={t(of)} />;
}
