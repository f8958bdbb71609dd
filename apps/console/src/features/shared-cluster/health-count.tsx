"use client";
import type { HealthCounts } from "@holdfast/contracts/fleet";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useLocale, useTranslations } from "next-intl";
import { healthMarks } from "../shared-status/status-marks";
import { unhealthyParts } from "./cluster-health";

/** How many there are, and those that are not healthy by their health. */
export function HealthCount({ counts }: { readonly counts: HealthCounts }) {
  const locale = useLocale();
  const t = useTranslations("clusterWords");
  const health = useTranslations("status.health");
  const parts = unhealthyParts(counts);
  return (
    <Inline gap="s">
      <span className="font-medium tabular-nums">{counts.total.toLocaleString(locale)}</span>
      {parts.map(({ health: word, count }) => (
        <StatusMark key={word} {...healthMarks[word]} word={t("countOf", { count, health: health(word) })} />
      ))}
    </Inline>
  );
}
