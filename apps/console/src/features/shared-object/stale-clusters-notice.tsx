"use client";
import type { ObjectPage } from "@holdfast/contracts/inventory-list";
import { Notice } from "@holdfast/ui/notice";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** Names the clusters whose rows nobody vouches for now, and when each was last heard. Nothing is drawn while all are. */
export function StaleClustersNotice({ clusters }: { readonly clusters: ObjectPage["staleClusters"] }) {
  const t = useTranslations("inventory");
  if (clusters.length === 0) return null;
  return (
    <Notice tone="stale" shape="clock" title={t("stale", { count: clusters.length })}>
      <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
        {clusters.map((cluster) => (
          <li key={cluster.clusterId}>
            <span className="font-medium">{visibleName(cluster.clusterName)}</span>{" "}
            <span className="text-ink-soft">
              {t("lastHeard")} <Time at={cluster.since} />
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
