"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { DriftList } from "../shared-drift/drift-list";

/** What clusters have otherwise than it was pushed. */
export function DriftPage() {
  const t = useTranslations("drift");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("policies"), href: "/policies" }]} current={t("title")} />}
        title={t("title")}
        description={t("pageDescription")}
      />
      <DriftList policyId={null} />
    </Stack>
  );
}
