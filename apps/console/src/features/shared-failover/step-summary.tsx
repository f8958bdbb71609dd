"use client";
import { Badge } from "@holdfast/ui/badge";
import { Code } from "@holdfast/ui/code";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { stepsByCluster } from "./steps-by-cluster";
import type { StepInMode } from "./steps-in-mode";
import { useStepWords } from "./use-step-words";

/** What a run of these steps would do, cluster by cluster: each step, what it changes, and how that is taken back. */
export function StepSummary({ steps }: { readonly steps: readonly StepInMode[] }) {
  const t = useTranslations("sharedFailover.step");
  const wordsOf = useStepWords();
  return (
    <Stack gap="s">
      {stepsByCluster(steps).map((group) => (
        <section key={group.clusterName ?? ""} aria-label={group.clusterName ?? t("noCluster")}>
          <h3 className="font-semibold">{group.clusterName === null ? t("noCluster") : <Code>{group.clusterName}</Code>}</h3>
          <ol className="mt-1 flex flex-col border-line border-l">
            {group.steps.map(({ number, step }) => (
              <li key={step.name} value={number} className="grid grid-cols-[2rem_1fr] py-1 pl-2">
                <span className="text-ink-soft tabular-nums">{number}.</span>
                <div className="min-w-0">
                  <p className="break-words">
                    <Code>{step.use}</Code>{" "}
                    <span className={step.variant === "leftOut" ? "line-through" : "font-medium"}>{wordsOf(step).change}</span>{" "}
                    {step.set !== null && <Badge>{t("inSet", { set: step.set })}</Badge>}{" "}
                    {step.variant !== null && <Badge tone="caution">{t(`variant.${step.variant}`)}</Badge>}
                  </p>
                  <p className="text-ink-soft text-small">
                    {step.effect === "changes" ? t("undoneBy", { undo: wordsOf(step).undo }) : t("looksOnly")}
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </Stack>
  );
}
