"use client";
import type { CaseTarget, TargetVerdict } from "@holdfast/contracts/scenario-case";
import { Sparkline } from "@holdfast/ui/sparkline";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useTRPC } from "../../trpc/client";
import { verdictMarks } from "./case-words";
import { decidingSeries, extent } from "./deciding-series";
import { figureText, withUnit } from "./figure-text";

/** A course is asked for anew when an evaluation arrives, but not more often than this: it reaches into the clusters. */
const REFRESH_MS = 60_000;

interface TargetCourseProps {
  readonly caseId: string;
  readonly target: CaseTarget;
  readonly title: string;
  readonly verdict: TargetVerdict;
  readonly evaluatedAt: Date;
}

/** How a figure went in the last half hour on the cluster that decides, with the target as a dashed line. Keeps its room while it is asked. */
export function TargetCourse({ caseId, target, title, verdict, evaluatedAt }: TargetCourseProps) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const { data, isError, isFetching, dataUpdatedAt, refetch } = useQuery(
    useTRPC().case.course.queryOptions({ caseId, target: target.name }),
  );
  const evaluatedAtMs = evaluatedAt.getTime();
  useEffect(() => {
    if (dataUpdatedAt > 0 && evaluatedAtMs - dataUpdatedAt > REFRESH_MS && !isFetching) void refetch();
  }, [evaluatedAtMs, dataUpdatedAt, isFetching, refetch]);
  const series = data && decidingSeries(data.answered, target.evidence.counts);
  const values = series?.points.map(([, value]) => value) ?? [];
  const range = extent(values);
  const text = (value: number) => withUnit(figureText(value, null, locale), target.unit);
  return (
    <div className="flex min-h-6 items-center gap-2">
      {range === null || series === undefined ? (
        <span className="text-ink-soft text-small">{isError || data !== undefined ? t("course.none") : t("course.reading")}</span>
      ) : (
        <>
          <Sparkline
            label={t("course.label", { title, cluster: series.clusterName, low: text(range[0]), high: text(range[1]) })}
            values={values}
            limit={target.value}
            tone={verdictMarks[verdict].tone}
          />
          <span className="truncate text-ink-soft text-small" aria-hidden="true">
            {series.clusterName}
          </span>
        </>
      )}
      {data !== undefined && data.silent.length > 0 && (
        <span className="text-caution-ink text-small">
          {t("course.silent", { names: data.silent.map((each) => each.clusterName).join(", ") })}
        </span>
      )}
    </div>
  );
}
