"use client";
import type { Retention } from "@holdfast/contracts/retention";
import type { KeyValue } from "@holdfast/ui/key-value-list";
import { Time } from "@holdfast/ui/time";
import { useFormatter, useTranslations } from "next-intl";

/** Says how much there is of something, and since when; an estimate is told as one. */
export function useStoredItems(): (stored: Retention["audit"]) => KeyValue[] {
  const t = useTranslations("retention");
  const format = useFormatter();
  return ({ rows, isEstimate, oldestAt }) => [
    { label: t("rows"), value: isEstimate ? t("about", { rows: format.number(rows) }) : format.number(rows) },
    { label: t("oldest"), value: oldestAt === null ? "—" : <Time at={oldestAt} /> },
  ];
}
