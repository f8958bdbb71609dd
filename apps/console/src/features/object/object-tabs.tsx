"use client";
import { TabLinks } from "@holdfast/ui/tabs";
import { useTranslations } from "next-intl";
import { objectHistoryHref } from "../shared-change/change-links";
import { objectHref } from "./related-objects";

interface ObjectTabsProps {
  readonly clusterId: string;
  readonly uid: string;
  readonly current: "now" | "history";
}

/** The two views of an object: as it is, and how it came to be so. */
export function ObjectTabs({ current, ...place }: ObjectTabsProps) {
  const t = useTranslations("object");
  const hrefs = { now: objectHref(place), history: objectHistoryHref(place) };
  return (
    <TabLinks
      label={t("tabs")}
      links={(["now", "history"] as const).map((tab) => ({ href: hrefs[tab], label: t(`tab.${tab}`), isCurrent: tab === current }))}
    />
  );
}
