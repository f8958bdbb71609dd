"use client";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";

/** Says that an approval takes a second factor, which the reader does not have, and leads to where one is added. */
export function FactorAbsent() {
  const t = useTranslations("approvals");
  return (
    <Notice tone="caution" shape="triangle" title={t("factorAbsent")}>
      <Link href="/settings">{t("addFactor")}</Link>
    </Notice>
  );
}
