"use client";
import { LinkButton } from "@holdfast/ui/button";
import { NotFoundState } from "@holdfast/ui/failure-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";

/** An address that leads nowhere, and a way back. */
export function MissingPage() {
  const t = useTranslations("failures");
  return (
    <Stack gap="m">
      <PageHeader title={t("missingTitle")} />
      <NotFoundState message={t("missing")} action={<LinkButton href="/">{t("home")}</LinkButton>} />
    </Stack>
  );
}
