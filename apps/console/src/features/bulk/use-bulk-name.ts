"use client";
import type { BulkView } from "@holdfast/contracts/bulk";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** What a bulk order is called: its verb, and for how many objects. */
export function useBulkName(): (bulk: Pick<BulkView, "verb" | "replicas" | "total" | "undoes">) => string {
  const t = useTranslations("bulk");
  return useCallback(
    ({ verb, replicas, total, undoes }) => {
      const name = replicas === null ? t("named", { verb: t(`verb.${verb}`), count: total }) : t("scaledTo", { count: total, replicas });
      return undoes === null ? name : t("undoOf", { name });
    },
    [t],
  );
}
