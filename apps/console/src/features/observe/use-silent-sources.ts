"use client";
import type { SilentCluster } from "@holdfast/contracts/signals";
import type { SilentSource } from "@holdfast/ui/source-notice";
import { useTranslations } from "next-intl";

/** Says why each silent cluster gave nothing: in our words what kind of silence it is, and in the source's what it said. */
export function useSilentSources(): (silent: readonly SilentCluster[]) => SilentSource[] {
  const t = useTranslations("observe.silent");
  return (silent) =>
    silent.map(({ clusterName, reason, message }) => ({
      name: clusterName,
      reason: message === "" ? t(reason) : `${t(reason)}: ${message}`,
    }));
}
