"use client";
import type { LedgerFilter } from "@holdfast/contracts/ledger";
import { Menu } from "@holdfast/ui/menu";
import { useTranslations } from "next-intl";
import { ledgerFile } from "./ledger-question";

/** Takes away what the page lists. */
export function LedgerExport({ question }: { readonly question: LedgerFilter }) {
  const t = useTranslations("ledger.export");
  // A file is saved by the browser; the page stays where it is.
  const save = (format: "csv" | "json") => ({
    ...{ kind: "action" as const, id: format, label: t(format) },
    onSelect: () => window.location.assign(ledgerFile(format, question)),
  });
  return <Menu label={t("menu")} align="end" sections={[{ id: "shown", label: t("shown"), items: [save("csv"), save("json")] }]} />;
}
