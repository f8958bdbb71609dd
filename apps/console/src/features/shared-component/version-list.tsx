"use client";
import { useTranslations } from "next-intl";

/** The versions of a component in one cluster, the newest in words and the others counted; nothing tells: it says so. */
export function VersionList({ versions }: { readonly versions: readonly string[] }) {
  const t = useTranslations("components");
  const [newest, ...older] = versions;
  if (newest === undefined) return <span className="text-ink-soft">{t("versionUnknown")}</span>;
  return (
    <span className="inline-flex min-w-0 items-baseline gap-1.5 tabular-nums" title={versions.join(", ")}>
      <bdi className="truncate font-medium">{newest}</bdi>
      {older.length > 0 && <span className="text-ink-soft text-small">{t("moreVersions", { count: older.length })}</span>}
    </span>
  );
}
