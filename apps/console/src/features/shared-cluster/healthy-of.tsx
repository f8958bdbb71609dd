"use client";
import type { HealthCounts } from "@holdfast/contracts/fleet";
import { useFreshness } from "@holdfast/ui/freshness";
import { VisuallyHidden } from "@holdfast/ui/visually-hidden";
import { useLocale, useTranslations } from "next-intl";
import { troubled } from "./cluster-health";

/** How many are as they should be of how many there are, as short as a column allows; grey when nobody vouches for it any more. */
export function HealthyOf({ counts }: { readonly counts: HealthCounts }) {
  const locale = useLocale();
  const t = useTranslations("clusterWords");
  const isStale = useFreshness() !== "fresh";
  const sick = troubled(counts);
  const [well, total] = [counts.total - sick, counts.total].map((count) => count.toLocaleString(locale));
  const look = isStale ? "text-stale-ink" : sick > 0 ? "font-semibold text-bad-ink" : "";
  return (
    <span className={`tabular-nums ${look}`}>
      <span aria-hidden="true">
        {well}/{total}
      </span>
      <VisuallyHidden>{t("healthyOf", { well: counts.total - sick, total: counts.total })}</VisuallyHidden>
    </span>
  );
}
