"use client";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { logInstantText } from "../shared-time/instant-text";
import { type KeyedLine, levelMark, shortLine } from "./log-text";

/** The columns of log lines of several clusters. */
export function useLogColumns(): readonly Column<KeyedLine>[] {
  const t = useTranslations("observe.log");
  const { locale, timeZone } = useUi();
  return useMemo(
    () => [
      {
        id: "at",
        header: t("at"),
        widthRem: 10.5,
        isFixed: true,
        cell: (line) => <span className="tabular-nums">{logInstantText(line.atNs, { locale, timeZone })}</span>,
      },
      {
        id: "level",
        header: t("level"),
        widthRem: 5.5,
        cell: (line) => (line.level === null ? "—" : <StatusMark {...levelMark(line.level)} word={line.level} />),
      },
      { id: "cluster", header: t("cluster"), widthRem: 8.5, cell: (line) => line.clusterName },
      { id: "pod", header: t("pod"), widthRem: 12, isHiddenAtFirst: true, cell: (line) => line.pod || "—" },
      { id: "line", header: t("line"), cell: (line) => <Code>{shortLine(line.line)}</Code> },
      {
        id: "trace",
        header: t("trace"),
        widthRem: 6,
        isHiddenAtFirst: true,
        cell: (line) => (line.traceId === null ? "—" : <Code>{line.traceId.slice(0, 8)}</Code>),
      },
    ],
    [t, locale, timeZone],
  );
}
