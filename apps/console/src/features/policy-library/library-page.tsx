"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { LibraryList } from "./library-list";

/** The policies to start from. */
export function LibraryPage() {
  const t = useTranslations("policyLibrary");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("policies"), href: "/policies" }]} current={t("title")} />}
        title={t("title")}
        description={t("pageDescription")}
      />
      <LibraryList />
    </Stack>
  );
}
