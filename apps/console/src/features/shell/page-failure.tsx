"use client";
import { FailedState } from "@holdfast/ui/failure-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";

/** The digest under which Next.js has logged what a server component threw; null for what failed in the browser. */
const digestOf = (error: unknown): string | null =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;

/** A page that could not be drawn. What was thrown is in the log, not here: it may tell what nobody should read. */
export function PageFailure({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useTranslations("failures");
  return (
    <Stack gap="m">
      <PageHeader title={t("pageTitle")} />
      <FailedState failure={{ kind: "failed", message: t("internal"), reference: digestOf(error) }} onRetry={onRetry} />
    </Stack>
  );
}
