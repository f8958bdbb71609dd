"use client";
import type { DriftView } from "@holdfast/contracts/policy-drift";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { useTranslations } from "next-intl";

/** Whose hand it was: the user where the audit log tells, else that nobody does. Nobody is guessed at. */
export function DriftAuthor({ drift: { author, hearsAudit } }: { readonly drift: Pick<DriftView, "author" | "hearsAudit"> }) {
  const t = useTranslations("drift.author");
  if (author === null) return <span className="text-ink-soft">{t(hearsAudit ? "notTold" : "notHeard")}</span>;
  const user = visibleName(author.user);
  return author.actingAs === null ? user : t("as", { user, by: visibleName(author.actingAs) });
}
