"use client";
import type { DrillVerdict } from "@holdfast/contracts/drill";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";

const looks = {
  pending: { tone: "busy", shape: "half" },
  passed: { tone: "good", shape: "tick" },
  failed: { tone: "bad", shape: "cross" },
  unproven: { tone: "unknown", shape: "question" },
} as const;

interface DrillVerdictMarkProps {
  readonly of: DrillVerdict;
  readonly emphasis?: "normal" | "strong";
}

/** What a drill proves. */
export function DrillVerdictMark({ of, emphasis = "normal" }: DrillVerdictMarkProps) {
  const t = useTranslations("sharedFailover.drillVerdict");
  return <StatusMark {...looks[of]} word={t(of)} emphasis={emphasis} />;
}
