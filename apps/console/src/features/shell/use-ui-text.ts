"use client";
import type { UiText } from "@holdfast/ui/ui-text";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

type UiMessages = ReturnType<typeof useTranslations<"ui">>;

const tableText = (t: UiMessages): UiText["table"] => ({
  rows: (shown, total, isCapped) => t(isCapped ? "table.rowsCapped" : "table.rows", { shown, total }),
  loadMore: t("table.loadMore"),
  columns: t("table.columns"),
  selectRow: (name) => t("table.selectRow", { name }),
  selectAll: t("table.selectAll"),
  selected: (count) => t("table.selected", { count }),
  sortBy: t("table.sortBy"),
  turnSort: t("table.turnSort"),
  arrivals: (count) => t("table.arrivals", { count }),
  keysGroup: t("table.keysGroup"),
  nextRow: t("table.nextRow"),
  previousRow: t("table.previousRow"),
  openRow: t("table.openRow"),
  toggleRow: t("table.toggleRow"),
});

const partText = (t: UiMessages): Pick<UiText, "filter" | "progress" | "diff" | "chart" | "palette" | "legend" | "step"> => ({
  filter: {
    search: t("filter.search"),
    searchKeys: t("filter.searchKeys"),
    clearSearch: t("filter.clearSearch"),
    remove: (facet, value) => t("filter.remove", { facet, value }),
    clearAll: t("filter.clearAll"),
  },
  progress: {
    of: (done, total) => t("progress.of", { done, total }),
    elapsed: (duration) => t("progress.elapsed", { duration }),
    remaining: (duration) => t("progress.remaining", { duration }),
  },
  diff: {
    before: t("diff.before"),
    after: t("diff.after"),
    absent: t("diff.absent"),
    unchanged: t("diff.unchanged"),
    operation: { create: t("diff.create"), update: t("diff.update"), delete: t("diff.delete"), none: t("diff.none") },
  },
  chart: { showTable: t("chart.showTable"), showChart: t("chart.showChart"), noData: t("chart.noData") },
  palette: {
    title: t("palette.title"),
    placeholder: t("palette.placeholder"),
    empty: t("palette.empty"),
    results: (count) => t("palette.results", { count }),
    searching: t("palette.searching"),
  },
  legend: { title: t("legend.title"), followedBy: t("legend.followedBy"), off: t("legend.off") },
  step: { done: t("step.done"), current: t("step.current"), upcoming: t("step.upcoming"), failed: t("step.failed") },
});

const ownText = (t: UiMessages): Omit<UiText, "table" | "filter" | "progress" | "diff" | "chart" | "palette" | "legend" | "step"> => ({
  close: t("close"),
  cancel: t("cancel"),
  retry: t("retry"),
  busy: t("busy"),
  loading: t("loading"),
  none: t("none"),
  opensOutside: t("opensOutside"),
  showPassword: t("showPassword"),
  hidePassword: t("hidePassword"),
  copy: t("copy"),
  copied: t("copied"),
  wrapLines: t("wrapLines"),
  notifications: t("notifications"),
  relative: ({ unit, count, isFuture }) =>
    unit === "now" ? t("time.now") : t(isFuture ? `time.in.${unit}` : `time.ago.${unit}`, { count }),
  durationUnit: { ms: t("duration.ms"), s: t("duration.s"), min: t("duration.min"), h: t("duration.h"), d: t("duration.d") },
  cores: t("cores"),
  neverSeen: t("neverSeen"),
  seen: (ago) => t("seen", { ago }),
  formErrors: (count) => t("formErrors", { count }),
  typeName: (name) => t("typeName", { name }),
  nameDiffers: t("nameDiffers"),
  forbiddenTitle: t("forbiddenTitle"),
  forbiddenHelp: t("forbiddenHelp"),
  notFoundTitle: t("notFoundTitle"),
  failedTitle: t("failedTitle"),
  reference: t("reference"),
  refreshFailed: t("refreshFailed"),
  answered: (answered, asked) => t("answered", { answered, asked }),
  staleData: (ago) => t("staleData", { ago }),
});

/** The components' own words in the reader's language. */
export function useUiText(): UiText {
  const t = useTranslations("ui");
  return useMemo(() => ({ ...ownText(t), ...partText(t), table: tableText(t) }), [t]);
}
