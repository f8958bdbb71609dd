"use client";
import type { PolicySeverity } from "@holdfast/contracts/policy-card";
import { Badge } from "@holdfast/ui/badge";
import { useTranslations } from "next-intl";

const tones = { low: "plain", medium: "plain", high: "caution", critical: "bad" } as const;

/** How much it matters that a policy is kept. */
export function SeverityBadge({ severity }: { readonly severity: PolicySeverity }) {
  const t = useTranslations("policyLibrary.severities");
  return <Badge tone={tones[severity]}>{t(severity)}</Badge>;
}
