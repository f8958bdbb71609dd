"use client";
import type { FleetOverview } from "@holdfast/contracts/fleet";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import type { Mark } from "../shared-status/status-marks";
import { type FleetVerdict, fleetVerdict, type ReadinessVerdict, readinessVerdict } from "./fleet-verdict";

const fleetMarks: Readonly<Record<FleetVerdict["word"], Mark>> = {
  unreachable: { tone: "bad", shape: "cross" },
  linkUnknown: { tone: "unknown", shape: "question" },
  critical: { tone: "bad", shape: "cross" },
  degraded: { tone: "bad", shape: "cross" },
  warning: { tone: "caution", shape: "triangle" },
  well: { tone: "good", shape: "disc" },
};
const readinessMarks: Readonly<Record<ReadinessVerdict["word"], Mark>> = {
  none: { tone: "idle", shape: "ring" },
  running: { tone: "busy", shape: "play" },
  blocked: { tone: "bad", shape: "cross" },
  unevaluated: { tone: "unknown", shape: "question" },
  warned: { tone: "caution", shape: "triangle" },
  ready: { tone: "good", shape: "tick" },
};

/** The two answers of the home page in a line: is anything wrong, and can we fail over. */
export function FleetStatus({ overview }: { readonly overview: FleetOverview }) {
  const t = useTranslations("fleet");
  const fleet = fleetVerdict(overview);
  const readiness = readinessVerdict(overview);
  if (fleet.total === 0) return null;
  return (
    <>
      <StatusMark
        {...fleetMarks[fleet.word]}
        word={t(`verdict.${fleet.word}`, { count: fleet.count, total: fleet.total })}
        emphasis="strong"
      />
      <StatusMark
        {...readinessMarks[readiness.word]}
        word={t(`planVerdict.${readiness.word}`, { count: readiness.count, total: readiness.total })}
        emphasis="strong"
      />
    </>
  );
}
