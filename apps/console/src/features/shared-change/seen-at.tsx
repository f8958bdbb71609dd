"use client";
import type { ChangeRow } from "@holdfast/contracts/history";
import { StatusGlyph } from "@holdfast/ui/status-shape";
import { Time } from "@holdfast/ui/time";
import { VisuallyHidden } from "@holdfast/ui/visually-hidden";
import { useTranslations } from "next-intl";

/** When a change was seen; with a mark when that was at reconnection, for then it happened before. */
export function SeenAt({ change }: { readonly change: ChangeRow }) {
  const t = useTranslations("change");
  return (
    <span className="inline-flex items-center gap-1.5">
      <Time at={change.observedAt} />
      {change.unwatchedSince !== null && (
        <span className="inline-flex text-ink-soft" title={t("unwatchedTitle")}>
          <StatusGlyph shape="clock" />
          <VisuallyHidden>{t("unwatchedTitle")}</VisuallyHidden>
        </span>
      )}
    </span>
  );
}
