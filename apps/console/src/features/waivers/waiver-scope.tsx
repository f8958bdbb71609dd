"use client";
import type { WaiverRow } from "@holdfast/contracts/waiver";
import { useTranslations } from "next-intl";

/** What a waiver is about, in words. */
export function WaiverScope({ waiver }: { readonly waiver: WaiverRow }) {
  const t = useTranslations("waivers");
  const { workload, objectName, namespace, clusterNames } = waiver;
  const what = workload ? `${workload.kind} ${workload.name}` : (objectName ?? t("everything"));
  return (
    <span className="break-words">
      {namespace === null ? what : t("inNamespace", { what, namespace })}
      <span className="text-ink-soft"> · {clusterNames.join(", ")}</span>
    </span>
  );
}
