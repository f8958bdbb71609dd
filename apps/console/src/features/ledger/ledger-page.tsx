"use client";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { LedgerExport } from "./ledger-export";
import { LedgerFigures } from "./ledger-figures";
import { LedgerFilters } from "./ledger-filters";
import { LedgerList } from "./ledger-list";
import { ledgerQuestion, ledgerShape } from "./ledger-question";

/** Do we hold what we promise: every run that has ended, what it took, and how that moved from drill to drill. */
export function LedgerPage() {
  const t = useTranslations("ledger");
  const nav = useTranslations("nav");
  const [search, change] = useListSearch(ledgerShape);
  const question = useMemo(() => ledgerQuestion(search.facets), [search.facets]);
  return (
    <Stack gap="m">
      <PageHeader title={nav("ledger")} description={t("description")} actions={<LedgerExport question={question} />} />
      <LedgerFilters question={question} facets={search.facets} onChange={(facets) => change({ facets })} />
      <LedgerFigures question={question} />
      <LedgerList question={question} />
    </Stack>
  );
}
