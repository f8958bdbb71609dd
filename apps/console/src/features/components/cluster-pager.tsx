"use client";
import type { ComponentMatrix } from "@holdfast/contracts/component";
import { Button } from "@holdfast/ui/button";
import { Inline } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";

interface ClusterPagerProps {
  readonly matrix: Pick<ComponentMatrix, "rows" | "known" | "clusterCount" | "pageCount">;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** How much is shown of how much, and the way to more clusters where one page does not hold them. */
export function ClusterPager({ matrix, page, onPage }: ClusterPagerProps) {
  const t = useTranslations("components");
  const { rows, known, clusterCount, pageCount } = matrix;
  return (
    <Inline gap="s">
      <span className="text-ink-soft">{t("tally", { shown: rows.length, known, clusters: clusterCount })}</span>
      {pageCount > 1 && (
        <>
          <Button size="s" refusal={page <= 1 ? t("firstPage") : null} onClick={() => onPage(page - 1)}>
            {t("earlierClusters")}
          </Button>
          <span className="tabular-nums">{t("pageOf", { page, pages: pageCount })}</span>
          <Button size="s" refusal={page >= pageCount ? t("lastPage") : null} onClick={() => onPage(page + 1)}>
            {t("laterClusters")}
          </Button>
        </>
      )}
    </Inline>
  );
}
