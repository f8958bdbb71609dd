"use client";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import type { EditSession } from "./use-edit-preview";

/** What the cluster said of an edited text, where it is not yet a change that can be ordered. */
export function EditAnswer({ preview, failure, startFrom }: Pick<EditSession, "preview" | "failure" | "startFrom">) {
  const t = useTranslations("object.order.edit");
  if (failure !== null)
    return (
      <div role="alert">
        <Notice tone="bad" shape="cross" title={t("untried")}>
          {failure}
        </Notice>
      </div>
    );
  if (preview === null || preview.state === "ready") return null;
  if (preview.state === "same") return <Notice tone="idle" shape="dash" title={t("same")} />;
  if (preview.state === "refused")
    return (
      <div role="alert">
        <Notice tone="bad" shape="lock" title={preview.reason === "EditNotAllowed" ? t("notEditable") : t("refused")}>
          {preview.message}
        </Notice>
      </div>
    );
  return (
    <div role="alert">
      <Stack gap="s">
        <Notice
          tone="caution"
          shape="diamond"
          title={t("conflict")}
          action={
            <Button size="s" onClick={() => startFrom(preview.yaml)}>
              {t("startFrom")}
            </Button>
          }
        >
          {t("conflictDetail")}
        </Notice>
        <ObjectDiff difference={preview.theirs} />
      </Stack>
    </div>
  );
}
