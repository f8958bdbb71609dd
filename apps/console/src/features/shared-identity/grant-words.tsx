"use client";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { readPlacement } from "../shared-cluster/placement-text";

/** Says in words which clusters a selector chooses: all, or by environment and labels. */
export function useClustersText(): (selector: ClusterSelector) => string {
  const t = useTranslations("identity");
  const words = useTranslations("status.environment");
  return useCallback(
    (selector) => {
      const { environments, labels } = readPlacement(selector);
      const parts = [environments.map((each) => words(each)).join(", "), labels].filter((part) => part !== "");
      return parts.length === 0 ? t("allClusters") : parts.join(" · ");
    },
    [t, words],
  );
}
