"use client";
import { LinkButton } from "@holdfast/ui/button";
import { Inline } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { objectHistoryHref } from "../shared-change/change-links";

/** The way to what is kept of an object that is not there any more. */
export function GoneHistory(place: { readonly clusterId: string; readonly uid: string }) {
  const t = useTranslations("object");
  return (
    <Inline gap="s">
      <LinkButton href={objectHistoryHref(place)}>{t("goneHistory")}</LinkButton>
    </Inline>
  );
}
