"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { CodeBlock } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** The metric gate of the current wave: its query, what it must come to, and what each cluster answered last. */
export function GatePanel({ rollout }: { readonly rollout: RolloutView }) {
  const t = useTranslations("rollout.metric");
  const gate = rollout.waves[rollout.currentWave]?.gate ?? null;
  if (gate === null) return null;
  const nameOf = (id: string) => rollout.targets.find((target) => target.clusterId === id)?.clusterName ?? id;
  const readings = rollout.gate;
  return (
    <Panel title={t("title", { wave: rollout.currentWave + 1 })}>
      <Stack gap="s">
        <CodeBlock label={t("query")} text={gate.query} maxLines={6} />
        <KeyValueList
          items={[
            {
              label: t("condition"),
              value: t("conditionOf", { comparison: gate.comparison, threshold: gate.threshold, seconds: gate.withinSeconds }),
            },
            { label: t("asked"), value: readings === null ? t("notAsked") : <Time at={readings.askedAt} /> },
            ...(readings?.clusters ?? []).map(({ clusterId, value, isPassed, message }) => ({
              label: nameOf(clusterId),
              value: (
                <>
                  <StatusMark
                    tone={isPassed ? "good" : "caution"}
                    shape={isPassed ? "tick" : "triangle"}
                    word={value === null ? t("noValue") : String(value)}
                  />{" "}
                  {message !== "" && <OutsideText>{message}</OutsideText>}
                </>
              ),
            })),
          ]}
        />
      </Stack>
    </Panel>
  );
}
