"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { ConflictNotice } from "../shared-policy/conflict-notice";
import { ComplianceMatrix } from "./compliance-matrix";

/** Which cluster keeps which policy. */
export function CompliancePage() {
  const t = useTranslations("compliance");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("policies"), href: "/policies" }]} current={t("title")} />}
        title={t("title")}
        description={t("pageDescription")}
        actions={
          <>
            <LinkButton href="/policies/waivers">{t("waivers")}</LinkButton>
            <LinkButton href="/policies/violations?state=open">{t("violations")}</LinkButton>
          </>
        }
      />
      <ConflictNotice />
      <ComplianceMatrix />
    </Stack>
  );
}
