"use client";
import type { Environment } from "@holdfast/contracts/cluster";
import { Badge } from "@holdfast/ui/badge";
import { useTranslations } from "next-intl";

/** What a cluster is for. */
export function EnvironmentBadge({ of }: { readonly of: Environment }) {
  const t = useTranslations("status.environment");
  return <Badge tone={of === "production" ? "accent" : "plain"}>{t(of)}</Badge>;
}
