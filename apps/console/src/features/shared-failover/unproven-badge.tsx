"use client";
import type { PlanProof } from "@holdfast/contracts/drill";
import { Badge } from "@holdfast/ui/badge";
import { useTranslations } from "next-intl";

/** The badge of a plan that no run or drill has proven lately; nothing of one that is proven. */
export function UnprovenBadge({ proof }: { readonly proof: PlanProof }) {
  const t = useTranslations("sharedFailover.proof");
  return proof.isProven ? null : <Badge tone="caution">{t("unproven")}</Badge>;
}
