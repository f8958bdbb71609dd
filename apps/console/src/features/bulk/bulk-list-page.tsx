"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { BulkList } from "./bulk-list";

/** The orders that people gave for many objects at once. */
export function BulkListPage() {
  const t = useTranslations("bulk");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader title={nav("bulk")} description={t("description")} />
      <BulkList />
    </Stack>
  );
}
