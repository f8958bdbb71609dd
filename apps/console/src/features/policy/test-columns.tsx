"use client";
import type { ExampleResult } from "@holdfast/contracts/policy-example";
import type { Column } from "@holdfast/ui/column";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

/** The columns of the examples of a version. */
export function useTestColumns(): readonly Column<ExampleResult>[] {
  const t = useTranslations("policy.tests");
  return useMemo(
    () => [
      { id: "example", header: t("example"), isFixed: true, widthRem: 20, cell: (row) => row.name },
      {
        id: "outcome",
        header: t("outcome"),
        widthRem: 10,
        cell: (row) =>
          row.isAsExpected ? (
            <StatusMark tone="good" shape="tick" word={t("asExpected")} />
          ) : (
            <StatusMark tone="bad" shape="cross" word={t("otherwise")} />
          ),
      },
      { id: "expected", header: t("expected"), widthRem: 9, cell: (row) => t(`verdict.${row.expected}`) },
      { id: "found", header: t("found"), widthRem: 9, cell: (row) => t(`verdict.${row.found}`) },
      {
        id: "messages",
        header: t("messages"),
        cell: (row) => {
          const said = row.messages.join("; ");
          if (row.isAsExpected || row.expectedMessages.length === 0) return said;
          return [said, t("expectedMessage", { message: row.expectedMessages.join("; ") })].filter((each) => each !== "").join(" · ");
        },
      },
    ],
    [t],
  );
}
