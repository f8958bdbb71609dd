"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { Duration, Elapsed } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { ProgressBar } from "@holdfast/ui/progress-bar";
import { Stack } from "@holdfast/ui/stack";
import { Stepper } from "@holdfast/ui/stepper";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useEnvironmentsText } from "../shared-policy/use-environments-text";
import { isReached, type WaveProgress } from "./rollout-progress";

const tones = {
  Running: "busy",
  AwaitingApproval: "caution",
  Succeeded: "good",
  Halted: "bad",
  Rejected: "caution",
  Superseded: "caution",
} as const;

interface RolloutOverviewProps {
  readonly rollout: RolloutView;
  readonly waves: readonly WaveProgress[];
}

/** The whole way at a glance: the waves, how many clusters were reached, since when, and at whose wish. */
export function RolloutOverview({ rollout, waves }: RolloutOverviewProps) {
  const t = useTranslations("rollout");
  const environmentsText = useEnvironmentsText();
  const stageWord = useTranslations("policyWords.stage");
  const related = rollout.restoresId ?? rollout.restoredById;
  const done = rollout.targets.filter(isReached).length;
  const moving = rollout.targets.filter((target) => target.state === "applying").map((target) => target.clusterName);
  const took =
    rollout.finishedAt === null ? (
      <Elapsed since={rollout.requestedAt} />
    ) : (
      <Duration ms={rollout.finishedAt.getTime() - rollout.requestedAt.getTime()} />
    );
  return (
    <Panel title={t("overview.title")}>
      <Stack gap="m">
        <Stepper
          label={t("overview.waves")}
          steps={waves.map((wave) => ({
            id: wave.name,
            label: t("wave.title", { wave: wave.index + 1, environments: environmentsText(wave.environments) }),
            state: wave.state,
            detail: t("wave.reached", { done: wave.reached, total: wave.targets.length }),
          }))}
        />
        <ProgressBar
          label={t("overview.progress")}
          done={done}
          total={rollout.targets.length}
          noun={t("overview.clusters", { count: rollout.targets.length })}
          current={moving.length > 0 ? t("overview.moving", { names: moving.join(", ") }) : ""}
          tone={tones[rollout.phase]}
        />
        <KeyValueList
          layout="wide"
          items={[
            { label: t("overview.by"), value: rollout.requestedByName },
            { label: t("overview.at"), value: <Time at={rollout.requestedAt} /> },
            { label: rollout.finishedAt === null ? t("overview.running") : t("overview.took"), value: took },
            {
              label: t("overview.stage"),
              value: t("overview.stageOf", {
                stage: stageWord(rollout.stages[rollout.currentStage] ?? "enforce"),
                all: rollout.stages.map((stage) => stageWord(stage)).join(" → "),
              }),
            },
            { label: t("overview.atOnce"), value: t("overview.count", { count: rollout.maxConcurrent }) },
            {
              label: t("overview.budget"),
              value: t("overview.budgetOf", {
                failed: rollout.targets.filter((target) => target.state === "failed").length,
                budget: rollout.failureBudget,
              }),
            },
            { label: t("overview.onFailure"), value: t(`overview.onFailureOf.${rollout.onFailure}`) },
            ...(related === null
              ? []
              : [
                  {
                    label: t("overview.related"),
                    value: (
                      <Link href={`/policies/rollouts/${related}`}>
                        {t(`overview.relatedOf.${rollout.restoresId === null ? "back" : "failed"}`)}
                      </Link>
                    ),
                  },
                ]),
            { label: t("overview.ended"), value: <Time at={rollout.finishedAt} /> },
            {
              label: t("overview.version"),
              value: (
                <Link href={`/policies/${rollout.policyId}`}>
                  {rollout.toVersion === 0
                    ? t("overview.none")
                    : t("overview.versionOf", { name: rollout.policyName, version: rollout.toVersion })}
                </Link>
              ),
            },
          ]}
        />
      </Stack>
    </Panel>
  );
}
