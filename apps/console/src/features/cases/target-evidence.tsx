"use client";
import type { CaseTarget, TargetResult } from "@holdfast/contracts/scenario-case";
import { CodeBlock } from "@holdfast/ui/code";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useLocale, useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { figureText, withUnit } from "./figure-text";

interface TargetEvidenceProps {
  readonly target: CaseTarget;
  readonly result: TargetResult | undefined;
  readonly evaluatedAt: Date;
}

/** What the verdict rests on: the very query, and what each cluster answered to it and when. */
export function TargetEvidence({ target, result, evaluatedAt }: TargetEvidenceProps) {
  const t = useTranslations("cases.evidence");
  const locale = useLocale();
  const say = useSay();
  const evidence = result?.evidence ?? [];
  const source = target.evidence.kind === "promql" ? target.evidence.query : (evidence[0]?.source ?? target.evidence.resource);
  return (
    <details className="px-3 pb-1">
      <summary className="min-h-6 cursor-pointer text-accent-ink text-small">{t("show", { count: evidence.length })}</summary>
      <div className="pt-1 pb-2">
        <Stack gap="s">
          <CodeBlock label={target.evidence.kind === "promql" ? t("query") : t("inventory")} text={source} maxLines={6} />
          <table className="w-full border-collapse">
            <caption className="sr-only">{t("byCluster")}</caption>
            <thead>
              <tr className="border-line border-b text-left text-ink-soft text-small">
                <th scope="col" className="py-1 pr-4 font-medium">
                  {t("cluster")}
                </th>
                <th scope="col" className="py-1 pr-4 text-right font-medium">
                  {t("value")}
                </th>
                <th scope="col" className="w-full py-1 font-medium">
                  {t("answer")}
                </th>
              </tr>
            </thead>
            <tbody>
              {evidence.map((each) => (
                <tr key={each.clusterId} className="border-line border-b last:border-b-0">
                  <th scope="row" className="whitespace-nowrap py-1 pr-4 text-left font-normal">
                    {each.clusterName}
                  </th>
                  <td className="whitespace-nowrap py-1 pr-4 text-right tabular-nums">
                    {each.value === null ? "—" : withUnit(figureText(each.value, target.value, locale), target.unit)}
                  </td>
                  <td className="py-1 text-ink-soft">
                    {each.message === null ? <Time at={evaluatedAt} /> : say({ message: each.message, phrase: each.phrase })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Stack>
      </div>
    </details>
  );
}
