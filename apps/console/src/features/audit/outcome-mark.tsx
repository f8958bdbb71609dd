"use client";
import type { AuditEntry } from "@holdfast/contracts/audit";
import { StatusMark, type StatusMarkProps } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";

const marks: Readonly<Record<AuditEntry["outcome"], Pick<StatusMarkProps, "tone" | "shape">>> = {
  succeeded: { tone: "good", shape: "tick" },
  refused: { tone: "caution", shape: "lock" },
  failed: { tone: "bad", shape: "cross" },
};

/** How an attempt ended. */
export function OutcomeMark({ of }: { readonly of: AuditEntry["outcome"] }) {
  const t = useTranslations("audit.outcome");
  return <StatusMark {...marks[of]} word={t(of)} />;
}
