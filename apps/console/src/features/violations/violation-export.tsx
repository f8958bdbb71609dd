"use client";
import type { ViolationFilter } from "@holdfast/contracts/compliance";
import { Menu } from "@holdfast/ui/menu";
import { useTranslations } from "next-intl";
import { violationFile } from "./violation-search";

/** Takes away everything that the filters leave, not only what is loaded. */
export function ViolationExport({ question }: { readonly question: ViolationFilter }) {
  const t = useTranslations("violations.export");
  // A file is saved by the browser; the page stays where it is.
  const save = (format: "csv" | "json") => ({
    ...{ kind: "action" as const, id: format, label: t(format) },
    onSelect: () => window.location.assign(violationFile(format, question)),
  });
  return <Menu label={t("menu")} align="end" sections={[{ id: "shown", label: t("shown"), items: [save("csv"), save("json")] }]} />;
}
