"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { DrillMonth } from "./drill-month";
import { dayIn, monthPattern } from "./month-grid";
import { SchedulePanel } from "./schedule-panel";

/** When is each plan proven next, and what did its drills prove: a month of them, and the schedules behind it. The month lives in the address. */
export function DrillsPage() {
  const t = useTranslations("drills");
  const nav = useTranslations("nav");
  const { timeZone } = useUi();
  const router = useRouter();
  const pathname = usePathname();
  const asked = useSearchParams().get("month") ?? "";
  const month = monthPattern.test(asked) ? asked : dayIn(new Date(), timeZone).slice(0, 7);
  // The page itself with another query; typed routes know literals only.
  const show = (next: string | null) =>
    router.replace((next === null ? pathname : `${pathname}?month=${next}`) as Route, { scroll: false });
  return (
    <Stack gap="m">
      <PageHeader title={nav("drills")} description={t("description")} />
      <DrillMonth month={month} onMonth={show} />
      <SchedulePanel />
    </Stack>
  );
}
