"use client";
import type { CaseTarget, TargetResult } from "@holdfast/contracts/scenario-case";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useLocale, useTranslations } from "next-intl";
import { queryWindow, titleIn, verdictMarks } from "./case-words";
import { conditionText, figureText, withUnit } from "./figure-text";
import { TargetCourse } from "./target-course";
import { TargetEvidence } from "./target-evidence";

interface TargetRowProps {
  readonly caseId: string;
  readonly target: CaseTarget;
  /** Undefined for a target that came into the case after the last evaluation. */
  readonly result: TargetResult | undefined;
  readonly evaluatedAt: Date;
}

/** One target: the verdict, what was asked, what was measured and where, and how it went lately; below it the evidence. */
export function TargetRow({ caseId, target, result, evaluatedAt }: TargetRowProps) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const title = titleIn(locale, target);
  const verdict = result?.verdict ?? "noEvidence";
  const measured = result?.measured ?? null;
  const { evidence } = target;
  const answered = result?.evidence.filter((each) => each.value !== null).length ?? 0;
  const window = evidence.kind === "promql" ? queryWindow(evidence.query) : null;
  return (
    <section aria-label={title} className="@container border-line border-b last:border-b-0">
      <div className="grid items-center gap-x-4 gap-y-1 px-3 pt-2 @3xl:grid-cols-[7.5rem_minmax(10rem,1fr)_8rem_18rem_11rem]">
        <StatusMark {...verdictMarks[verdict]} word={t(`verdict.${verdict}`)} />
        <h3 className="min-w-0 break-words font-medium">{title}</h3>
        <p className="text-ink-soft tabular-nums">
          <span className="sr-only">{t("askedFor")} </span>
          {conditionText(target.comparison, target.value, target.unit, locale)}
        </p>
        <p className="tabular-nums">
          <span className="sr-only">{t("measuredValue")} </span>
          <span className="whitespace-nowrap font-semibold text-lead">
            {measured === null ? "—" : withUnit(figureText(measured, target.value, locale), target.unit)}
          </span>{" "}
          <span className="text-ink-soft text-small">
            {[answered > 1 && t(`counts.${evidence.counts}`, { count: answered }), window !== null && t("window", { window })]
              .filter(Boolean)
              .join(t("and"))}
          </span>
        </p>
        {evidence.kind === "promql" ? (
          <TargetCourse caseId={caseId} target={target} title={title} verdict={verdict} evaluatedAt={evaluatedAt} />
        ) : (
          <span className="text-ink-soft text-small">{t("counted")}</span>
        )}
      </div>
      <TargetEvidence target={target} result={result} evaluatedAt={evaluatedAt} />
    </section>
  );
}
