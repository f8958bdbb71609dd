"use client";
import { Duration } from "@holdfast/ui/duration";
import { Link } from "@holdfast/ui/link";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { gravestStore, storeMarks, storesCopiedTo } from "../shared-failover/store-marks";

/** The data store to look at first of those that are copied to a cluster, with its lag; null when none is. */
export function useClusterLag(cluster: string) {
  const { data } = useQuery(useTRPC().plan.stores.queryOptions({ planId: null }));
  const stores = storesCopiedTo(
    cluster,
    (data ?? []).map(({ planId, stores: each }) => ({ stores: each.map((store) => ({ ...store, planId })) })),
  );
  const gravest = gravestStore(stores);
  return gravest ? { ...gravest, others: stores.length - 1 } : null;
}

/** How far the data at a cluster are behind: the figure of the store to look at first, and how many more there are. */
export function ClusterLag({ lag }: { readonly lag: NonNullable<ReturnType<typeof useClusterLag>> }) {
  const t = useTranslations("fleet.lag");
  const words = useTranslations("sharedFailover.stores.verdict");
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      {lag.verdict === "within" ? (
        <Duration ms={(lag.lossSeconds ?? 0) * 1000} />
      ) : (
        <StatusMark {...storeMarks[lag.verdict]} word={words(lag.verdict)} />
      )}
      <Link href={`/failover/plans/${lag.planId}`} variant="quiet">
        {t("of", { store: lag.name, primary: lag.primary })}
      </Link>
      {lag.others > 0 && <span className="text-ink-soft text-small">{t("others", { count: lag.others })}</span>}
    </span>
  );
}
