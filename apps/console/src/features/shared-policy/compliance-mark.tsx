"use client";
import type { ComplianceCell, ComplianceState } from "@holdfast/contracts/compliance";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";

const marks: Readonly<Record<ComplianceState, { tone: Tone; shape: StatusShape }>> = {
  compliant: { tone: "good", shape: "tick" },
  violations: { tone: "bad", shape: "disc" },
  waived: { tone: "idle", shape: "pause" },
  drifted: { tone: "caution", shape: "triangle" },
  failed: { tone: "bad", shape: "cross" },
  notJudged: { tone: "unknown", shape: "question" },
  pending: { tone: "busy", shape: "clock" },
  notPlaced: { tone: "idle", shape: "dash" },
};

/** How a cluster stands towards a policy: shape, word and colour say the same. */
export function ComplianceMark({ of }: { readonly of: Pick<ComplianceCell, "state" | "open" | "waived"> }) {
  const t = useTranslations("compliance.state");
  return <StatusMark {...marks[of.state]} word={t(of.state, { open: of.open, waived: of.waived })} />;
}
