"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { ViolationExport } from "./violation-export";
import { ViolationList } from "./violation-list";
import { violationQuestion, violationShape } from "./violation-search";

/** Everything that deployed policies find fault with, and what they found before. */
export function ViolationsPage() {
  const t = useTranslations("violations");
  const nav = useTranslations("nav");
  const [search, change] = useListSearch(violationShape);
  const question = useMemo(() => violationQuestion(search), [search]);
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("policies"), href: "/policies" }]} current={t("title")} />}
        title={t("title")}
        description={t("pageDescription")}
        actions={
          <>
            <LinkButton href="/policies/compliance">{t("matrix")}</LinkButton>
            <ViolationExport question={question} />
          </>
        }
      />
      <ViolationList search={search} question={question} onChange={change} />
    </Stack>
  );
}
