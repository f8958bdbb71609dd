"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { TabLinks } from "@holdfast/ui/tabs";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ObserveSearch, observeHref } from "./observe-search";

interface ObserveFrameProps {
  readonly view: "golden" | "logs" | "traces";
  readonly search: ObserveSearch;
  readonly children: ReactNode;
}

const paths = { golden: "/observe", logs: "/observe/logs", traces: "/observe/traces" } as const;

/** The header of the observe screens. The views carry the time, the clusters and what was asked over to each other. */
export function ObserveFrame({ view, search, children }: ObserveFrameProps) {
  const t = useTranslations("observe");
  const nav = useTranslations("nav");
  // The keys are the views by the type of the table.
  const views = Object.keys(paths) as (keyof typeof paths)[];
  return (
    <Stack gap="m">
      <PageHeader title={nav("observe")} description={t("description")} />
      <TabLinks
        label={t("views")}
        links={views.map((id) => ({ href: observeHref(paths[id], search), label: t(`view.${id}`), isCurrent: id === view }))}
      />
      {children}
    </Stack>
  );
}
