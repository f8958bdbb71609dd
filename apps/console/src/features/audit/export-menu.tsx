"use client";
import { Menu } from "@holdfast/ui/menu";
import { useTranslations } from "next-intl";
import type { AuditQuestion } from "./audit-search";

type ExportFormat = "jsonl" | "csv" | "checkpoints" | "keys";

interface ExportMenuProps {
  /** What the page shows now; null when it shows all. */
  readonly question: AuditQuestion | null;
}

/** Where a file of the trail is fetched. */
function exportHref(format: ExportFormat, question: AuditQuestion | null): string {
  return `/api/audit/export?${new URLSearchParams({ format, ...(question === null ? {} : { filter: JSON.stringify(question) }) })}`;
}

/** Takes the trail away: whole, as the offline verifier reads it, with what it is verified against, or what the page shows. */
export function ExportMenu({ question }: ExportMenuProps) {
  const t = useTranslations("audit.export");
  // A file is saved by the browser; the page stays where it is.
  const save = (id: "chain" | "checkpoints" | "keys" | "csv" | "jsonl", format: ExportFormat, of: AuditQuestion | null) => ({
    ...{ kind: "action" as const, id, label: t(id) },
    onSelect: () => window.location.assign(exportHref(format, of)),
  });
  return (
    <Menu
      label={t("menu")}
      align="end"
      sections={[
        {
          id: "whole",
          label: t("whole"),
          items: [save("chain", "jsonl", null), save("checkpoints", "checkpoints", null), save("keys", "keys", null)],
        },
        { id: "shown", label: t("shown"), items: [save("csv", "csv", question), save("jsonl", "jsonl", question)] },
      ]}
    />
  );
}
