"use client";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";

/** For how many days the agent of a cluster at the edge may be away. */
export function AwayField({ defaultValue = null }: { readonly defaultValue?: number | null }) {
  const t = useTranslations("clusterWords");
  return (
    <TextField
      name="awayDays"
      type="number"
      label={t("away")}
      hint={t("awayHint")}
      defaultValue={defaultValue === null ? "" : String(defaultValue)}
      autoComplete="off"
    />
  );
}
