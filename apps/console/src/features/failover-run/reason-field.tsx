"use client";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import type { OperateReason } from "./use-operate";

/** Why the run is told this; it stays on record with the name of who told it. */
export function ReasonField(reason: OperateReason) {
  const t = useTranslations("failoverRun.operate");
  return <TextField name="reason" label={t("reason")} hint={t("reasonHint")} {...reason} />;
}
