"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { Panel } from "@holdfast/ui/panel";
import { Timeline, type TimelineEntry } from "@holdfast/ui/timeline";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { rolloutMarks } from "../shared-status/status-marks";

/** Who asked for it, who decided and why, and how it ended, in the order of time. */
export function RolloutHistory({ rollout }: { readonly rollout: RolloutView }) {
  const t = useTranslations("rollout.history");
  const phase = useTranslations("status.rollout");
  const say = useSay();
  const entries: TimelineEntry[] = [
    { id: "requested", at: rollout.requestedAt, title: t("requested"), actor: rollout.requestedByName, tone: "busy", shape: "play" },
    ...rollout.decisions.map(
      ({ approverName, decision, comment, at }): TimelineEntry => ({
        id: `${at.getTime()} ${approverName}`,
        at,
        title: t(decision),
        actor: approverName,
        detail: comment === "" ? undefined : comment,
        tone: decision === "approve" ? "good" : "idle",
        shape: decision === "approve" ? "tick" : "cross",
      }),
    ),
    ...(rollout.finishedAt === null
      ? []
      : [
          {
            id: "ended",
            at: rollout.finishedAt,
            title: phase(rollout.phase),
            detail: say(rollout) || undefined,
            ...rolloutMarks[rollout.phase],
          },
        ]),
  ];
  return (
    <Panel title={t("title")}>
      <Timeline label={t("title")} entries={entries} />
    </Panel>
  );
}
