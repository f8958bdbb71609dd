"use client";
import type { CaseView } from "@holdfast/contracts/scenario-case";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Panel } from "@holdfast/ui/panel";
import { Time } from "@holdfast/ui/time";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";

type Entry = CaseView["history"][number];
const rowKey = (entry: Entry) => String(entry.evaluatedAt.getTime());

/** When a verdict changed, the newest first: between two lines every target stood as the older one says. */
export function CaseHistory({ history }: { readonly history: readonly Entry[] }) {
  const t = useTranslations("cases.history");
  const locale = useLocale();
  const columns = useMemo(
    (): readonly Column<Entry>[] => [
      { id: "at", header: t("until"), isFixed: true, widthRem: 16, cell: (entry) => <Time at={entry.evaluatedAt} /> },
      ...(["verified", "failing", "noEvidence"] as const).map(
        (verdict): Column<Entry> => ({
          id: verdict,
          header: t(verdict),
          align: "end",
          widthRem: 8,
          cell: (entry) => entry[verdict].toLocaleString(locale),
        }),
      ),
    ],
    [t, locale],
  );
  return (
    <Panel title={t("title")} aside={t("aside")} padding="none">
      <DataTable
        label={t("title")}
        columns={columns}
        rows={history}
        rowKey={rowKey}
        rowName={(entry) => entry.evaluatedAt.toISOString()}
        hasPageKeys={false}
        height="content"
      />
    </Panel>
  );
}
