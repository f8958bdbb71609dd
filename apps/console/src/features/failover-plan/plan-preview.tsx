"use client";
import type { CheckedPlan } from "@holdfast/contracts/plan";
import { LiveRegion } from "@holdfast/ui/live-region";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import type { QueryLike } from "@holdfast/ui/rules/resolve-state";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { DiagramFigure } from "./diagram-figure";
import { PlanSteps } from "./plan-steps";

interface PlanPreviewProps {
  readonly check: QueryLike<CheckedPlan>;
  /** Whether the answer is about the text as it stands. */
  readonly isCurrent: boolean;
}

function Verdict({ check, isCurrent }: { readonly check: CheckedPlan | undefined; readonly isCurrent: boolean }) {
  const t = useTranslations("failoverPlan.editor");
  if (!isCurrent || check === undefined) return <StatusMark tone="busy" shape="half" word={t("checking")} />;
  if (check.problems.length === 0) return <StatusMark tone="good" shape="tick" word={t("valid")} />;
  return <StatusMark tone="bad" shape="cross" word={t("problems", { count: check.problems.length })} />;
}

/** What the text would be as a plan, beside the text. */
export function PlanPreview({ check, isCurrent }: PlanPreviewProps) {
  const t = useTranslations("failoverPlan");
  const words = useTranslations("sharedFailover.workflow");
  const count = check.data?.problems.length ?? 0;
  return (
    <Stack gap="m">
      <LiveRegion>{isCurrent ? (count === 0 ? t("editor.valid") : t("editor.problems", { count })) : ""}</LiveRegion>
      <Panel title={t("editor.preview")} aside={<Verdict check={check.data} isCurrent={isCurrent} />}>
        <Resolve
          query={check}
          loading={<SkeletonText lines={6} />}
          isEmpty={(checked) => checked.workflows.length === 0}
          empty={<p className="text-ink-soft">{t("editor.noPreview")}</p>}
        >
          {(checked) => (
            <Stack gap="m">
              {checked.workflows.map(({ workflow, diagram }) => (
                <DiagramFigure
                  key={workflow}
                  text={diagram}
                  label={t("diagram.label", { plan: `${t("editor.thisText")}, ${words(workflow)}` })}
                />
              ))}
            </Stack>
          )}
        </Resolve>
      </Panel>
      {check.data?.workflows.map(({ workflow, steps }) => (
        <Panel key={workflow} title={t("editor.stepsOf", { workflow: words(workflow) })} padding="none">
          <PlanSteps steps={steps} />
        </Panel>
      ))}
    </Stack>
  );
}
