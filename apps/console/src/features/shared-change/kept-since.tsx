"use client";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** How far back the history goes; null is not at all yet. */
export function KeptSince({ at }: { readonly at: Date | null }) {
  const t = useTranslations("change");
  if (at === null) return t("notKeptYet");
  return (
    <>
      {t("keptSince")} <Time at={at} />
    </>
  );
}
