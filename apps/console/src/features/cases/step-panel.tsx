"use client";
import type { CaseStep, StepResult } from "@holdfast/contracts/scenario-case";
import { Panel } from "@holdfast/ui/panel";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useLocale, useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { findMarks, titleIn } from "./case-words";

type Find = CaseStep["finds"][number];

function FindLine({ find, result }: { readonly find: Find; readonly result: StepResult["finds"][number] | undefined }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const say = useSay();
  const state = result?.state ?? "noEvidence";
  const counts = result?.evidence.map((each) =>
    each.value === null
      ? t("findUnknown", { cluster: each.clusterName, message: say({ message: each.message ?? "", phrase: each.phrase }) })
      : t("findCount", { cluster: each.clusterName, count: each.value, least: find.least }),
  );
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1">
      <span className="w-28 shrink-0">
        <StatusMark {...findMarks[state]} word={t(`find.${state}`)} />
      </span>
      <span className="min-w-0 flex-1 basis-60 break-words">{titleIn(locale, find)}</span>
      <span className="text-ink-soft text-small tabular-nums">{counts?.join(" · ")}</span>
    </li>
  );
}

interface StepPanelProps {
  readonly steps: readonly CaseStep[];
  readonly results: readonly StepResult[];
}

/** The steps of a case, each with what has to be in the clusters for it to count as done, and where that was found. */
export function StepPanel({ steps, results }: StepPanelProps) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const found = results.filter((result) => result.state === "found").length;
  return (
    <Panel title={t("steps")} aside={t("stepsFound", { found, total: steps.length })}>
      <ol className="flex flex-col gap-3">
        {steps.map((step, index) => {
          const result = results.find((each) => each.step === step.name);
          const state = result?.state ?? "noEvidence";
          return (
            <li key={step.name}>
              <h3 className="flex flex-wrap items-baseline gap-x-3 border-line border-b pb-1">
                <span className="font-medium">{t("step", { number: index + 1, title: titleIn(locale, step) })}</span>
                <StatusMark {...findMarks[state]} word={t(`find.${state}`)} />
              </h3>
              <ul>
                {step.finds.map((find, at) => (
                  <FindLine key={`${find.resource} ${find.title}`} find={find} result={result?.finds[at]} />
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
