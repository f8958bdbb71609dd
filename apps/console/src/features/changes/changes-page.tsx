"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { ChangeList } from "../shared-change/change-list";

/** What changed on the clusters, and when: the first question of whoever is called at night. */
export function ChangesPage() {
  const t = useTranslations("change");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader title={nav("changes")} description={t("description")} />
      <ChangeList clusterId={null} />
    </Stack>
  );
}
