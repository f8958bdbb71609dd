"use client";
import type { ComponentLevel } from "@holdfast/contracts/component";
import { Badge } from "@holdfast/ui/badge";
import { useTranslations } from "next-intl";

/** What Holdfast does with a component beyond seeing it; nothing where it only sees it. */
export function LevelBadges({ levels }: { readonly levels: readonly ComponentLevel[] }) {
  const t = useTranslations("components.level");
  const more = levels.filter((level) => level !== "see");
  if (more.length === 0) return <span className="text-ink-soft">{t("see")}</span>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {more.map((level) => (
        <Badge key={level} tone="accent">
          {t(level)}
        </Badge>
      ))}
    </span>
  );
}
