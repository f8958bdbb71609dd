"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { WaiverList } from "./waiver-list";

/** What is excused from which policy, until when, and who said so. */
export function WaiversPage() {
  const t = useTranslations("waivers");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("policies"), href: "/policies" }]} current={t("title")} />}
        title={t("title")}
        description={t("pageDescription")}
        actions={<LinkButton href="/policies/violations?state=open">{t("violations")}</LinkButton>}
      />
      <WaiverList />
    </Stack>
  );
}
