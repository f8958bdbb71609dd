"use client";
import { TabLinks } from "@holdfast/ui/tabs";
import { useTranslations } from "next-intl";

/** The two kinds of evidence: the trail of what was done, and the recordings of terminals. */
export function AuditTabs({ current }: { readonly current: "trail" | "terminals" }) {
  const t = useTranslations("audit.tabs");
  const hrefs = { trail: "/audit", terminals: "/audit/terminals" };
  return (
    <TabLinks
      label={t("label")}
      links={(["trail", "terminals"] as const).map((tab) => ({ href: hrefs[tab], label: t(tab), isCurrent: tab === current }))}
    />
  );
}
