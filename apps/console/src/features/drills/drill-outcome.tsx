"use client";
import type { DrillEntry } from "@holdfast/contracts/drill";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { DrillVerdictMark } from "../shared-failover/drill-verdict-mark";
import { RunStatus } from "../shared-status/status-word";

const looks = {
  upcoming: { tone: "idle", shape: "clock" },
  asked: { tone: "idle", shape: "disc" },
  skipped: { tone: "caution", shape: "triangle" },
  missed: { tone: "bad", shape: "cross" },
} as const;

const hasEnded = ({ phase, verdict }: NonNullable<DrillEntry["run"]>) => verdict !== "pending" || phase === "Succeeded";

/** What became of a drill: what it proves once it has ended, where it stands before, and that it is to come or was left out. */
export function DrillOutcome({ drill }: { readonly drill: DrillEntry }) {
  const t = useTranslations("drills.state");
  if (drill.run) return hasEnded(drill.run) ? <DrillVerdictMark of={drill.run.verdict} /> : <RunStatus of={drill.run.phase} />;
  return <StatusMark {...looks[drill.state]} word={t(drill.state)} />;
}

/** Where a drill leads: to its run, or to its plan where there is none. */
export const drillHref = ({ run, planId }: DrillEntry): string => (run ? `/failover/runs/${run.id}` : `/failover/plans/${planId}`);
