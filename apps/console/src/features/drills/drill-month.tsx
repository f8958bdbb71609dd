"use client";
import type { DrillEntry } from "@holdfast/contracts/drill";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { IconButton } from "@holdfast/ui/icon-button";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { useDrillColumns } from "./drill-columns";
import { drillHref } from "./drill-outcome";
import { MonthCalendar } from "./month-calendar";
import { addMonths, dayIn, spanOf } from "./month-grid";

const rowKey = (drill: DrillEntry) => drill.id;

interface DrillMonthProps {
  readonly month: string;
  /** Null leads to the month that it is. */
  readonly onMonth: (month: string | null) => void;
}

/** The drills of a month: what is to come, and what became of those that were due, with their times. */
export function DrillMonth({ month, onMonth }: DrillMonthProps) {
  const t = useTranslations("drills");
  const format = useFormatter();
  const { timeZone } = useUi();
  const columns = useDrillColumns();
  const span = useMemo(() => spanOf(month), [month]);
  const query = useQuery(useTRPC().drill.list.queryOptions(span));
  const label = format.dateTime(new Date(`${month}-15T00:00:00Z`), { year: "numeric", month: "long", timeZone: "UTC" });
  return (
    <Panel
      title={label}
      actions={
        <>
          <IconButton label={t("before")} icon={<ChevronLeft />} onClick={() => onMonth(addMonths(month, -1))} />
          <Button size="s" onClick={() => onMonth(null)}>
            {t("now")}
          </Button>
          <IconButton label={t("after")} icon={<ChevronRight />} onClick={() => onMonth(addMonths(month, 1))} />
        </>
      }
    >
      <Resolve query={query} loading={<SkeletonText lines={12} />} isEmpty={() => false} empty={null}>
        {({ entries, isCapped }) => {
          const rows = entries.filter((drill) => dayIn(drill.at, timeZone).startsWith(month));
          return (
            <Stack gap="m">
              {isCapped && (
                <Notice tone="caution" shape="triangle" title={t("capped")}>
                  {t("cappedHelp")}
                </Notice>
              )}
              <MonthCalendar month={month} label={label} entries={entries} />
              {rows.length === 0 ? (
                <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
              ) : (
                <DataTable
                  label={t("listOf", { month: label })}
                  columns={columns}
                  rows={rows}
                  rowKey={rowKey}
                  rowName={(drill) => `${drill.planName}, ${drill.at.toISOString()}`}
                  rowHref={drillHref}
                  height="content"
                />
              )}
            </Stack>
          );
        }}
      </Resolve>
    </Panel>
  );
}
