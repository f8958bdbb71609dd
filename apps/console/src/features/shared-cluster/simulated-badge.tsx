"use client";
import { Badge } from "@holdfast/ui/badge";
import { useTranslations } from "next-intl";

/** Says that nothing of a cluster is real, wherever it could be taken for real. */
export function SimulatedBadge() {
  const t = useTranslations("clusterWords");
  return <Badge>{t("simulated")}</Badge>;
}
