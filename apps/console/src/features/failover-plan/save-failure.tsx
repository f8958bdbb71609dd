"use client";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";

interface SaveFailureProps {
  readonly error: { readonly data?: { readonly fault: { readonly code: string } | null } | null | undefined };
  readonly backHref: string;
}

/** Why a plan was not saved. What was written stays in the editor. */
export function SaveFailure({ error, backHref }: SaveFailureProps) {
  const t = useTranslations("failoverPlan.editor");
  const { readFailure } = useUi();
  const failure = readFailure(error);
  const isConflict = error.data?.fault?.code === "VersionConflict";
  return (
    <div role="alert">
      <Notice
        tone="bad"
        shape="cross"
        title={t("notSaved")}
        action={isConflict ? <Link href={`${backHref}?view=versions`}>{t("lookAtLatest")}</Link> : undefined}
      >
        {failure.message.split("\n").map((line) => (
          <p key={line}>{line}</p>
        ))}
        {failure.reference !== null && <p>({failure.reference})</p>}
      </Notice>
    </div>
  );
}
