"use client";
import { EmptyState } from "@holdfast/ui/empty-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Columns, Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { CaseCard } from "./case-card";

/** Every scenario case: what it claims, and whether the clusters bear it out. */
export function CasesPage() {
  const t = useTranslations("cases");
  const nav = useTranslations("nav");
  const query = useQuery(useTRPC().case.list.queryOptions());
  return (
    <Stack gap="m">
      <PageHeader title={nav("cases")} description={t("pageDescription")} />
      <Resolve
        query={query}
        loading={
          <Columns least="l">
            <CardSkeleton lines={6} />
            <CardSkeleton lines={6} />
          </Columns>
        }
        isEmpty={(cases) => cases.length === 0}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
      >
        {(cases) => (
          <Columns least="l">
            {cases.map((scenario) => (
              <CaseCard key={scenario.id} scenario={scenario} />
            ))}
          </Columns>
        )}
      </Resolve>
    </Stack>
  );
}
