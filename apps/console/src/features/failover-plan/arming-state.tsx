"use client";
import type { ArmingPhase, ArmingView, PlanAutomation } from "@holdfast/contracts/arming";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

const marks: Readonly<Record<ArmingPhase, { tone: Tone; shape: StatusShape }>> = {
  AwaitingApproval: { tone: "caution", shape: "diamond" },
  Armed: { tone: "busy", shape: "disc" },
  Declined: { tone: "idle", shape: "cross" },
  Expired: { tone: "idle", shape: "clock" },
  Disarmed: { tone: "idle", shape: "ring" },
  Lapsed: { tone: "caution", shape: "triangle" },
  Spent: { tone: "busy", shape: "tick" },
};

function useFacts(arming: ArmingView, { trigger }: PlanAutomation, planId: string) {
  const t = useTranslations("arming");
  const say = useSay();
  const { phase, approvals, approvalsRequired, end, runId } = arming;
  const given = approvals.filter(({ decision }) => decision === "approve");
  return [
    { label: t("state"), value: <StatusMark {...marks[phase]} word={t(`phase.${phase}`)} /> },
    ...(end
      ? [
          { label: t("why"), value: <OutsideText>{say(end)}</OutsideText> },
          { label: t("ended"), value: <Time at={end.at} /> },
        ]
      : []),
    ...(runId ? [{ label: t("run"), value: <Link href={`/failover/runs/${runId}`}>{t("toRun")}</Link> }] : []),
    ...(end ? [] : [{ label: t("until"), value: <Time at={arming.armedUntil} /> }]),
    ...(end || !trigger
      ? []
      : [
          {
            label: t("when"),
            value: t("condition", { seconds: trigger.holdDownSeconds, url: trigger.probe.url, standby: arming.standbyName }),
          },
        ]),
    {
      label: t("approvals"),
      value: t("given", {
        given: given.length,
        required: approvalsRequired,
        names: given.map((each) => each.approverName).join(", ") || "–",
      }),
    },
    ...(phase === "AwaitingApproval"
      ? [{ label: t("decision"), value: <Link href={`/approvals?item=${encodeURIComponent(`arming:${planId}`)}`}>{t("toApproval")}</Link> }]
      : []),
    { label: t("by"), value: <OutsideText>{`${arming.requestedByName}: ${arming.reason}`}</OutsideText> },
    { label: t("version"), value: String(arming.planVersion) },
  ];
}

interface NewestProps {
  readonly arming: ArmingView;
  readonly automation: PlanAutomation;
  readonly planId: string;
}

function Newest({ arming, automation, planId }: NewestProps) {
  return <KeyValueList items={useFacts(arming, automation, planId)} />;
}

/** Whether the plan is armed, until when, by whom; and how the last arming ended. */
export function ArmingState({ automation, planId }: { readonly automation: PlanAutomation; readonly planId: string }) {
  const t = useTranslations("arming");
  const { arming, trigger } = automation;
  if (arming !== null) return <Newest arming={arming} automation={automation} planId={planId} />;
  return <p className="max-w-prose text-ink-soft">{trigger === null ? t("noTrigger") : t("never")}</p>;
}
