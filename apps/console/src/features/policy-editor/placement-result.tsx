"use client";
import { RolloutStrategy } from "@holdfast/contracts/rollout-strategy";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { StatusMark } from "@holdfast/ui/status-mark";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { useTRPC } from "../../trpc/client";
import { type Placement, placementSelector } from "../shared-cluster/placement-text";
import { WavePreview } from "../shared-policy/wave-preview";
import { type StrategyDraft, strategyOfDraft } from "./strategy-draft";

/** The clusters that a placement chooses now and the waves in which they are reached. Keeps its room while it is asked. */
export function PlacementResult({ placement, strategy }: { readonly placement: Placement; readonly strategy: StrategyDraft | null }) {
  const t = useTranslations("policyEditor");
  const read = placementSelector(useDeferredValue(placement));
  const parsed = ClusterSelector.safeParse("selector" in read ? read.selector : null);
  const deferred = useDeferredValue(strategy);
  const written = deferred && strategyOfDraft(deferred);
  const waves = RolloutStrategy.safeParse(written && "strategy" in written ? written.strategy : undefined);
  const asked = parsed.success ? { placement: parsed.data, ...(waves.success && { strategy: waves.data }) } : skipToken;
  const query = useQuery(useTRPC().policy.place.queryOptions(asked, { placeholderData: keepPreviousData }));
  const clusters = query.data?.clusters;
  return (
    <div aria-live="polite" className="min-h-14 rounded-m border border-line bg-sunken px-3 py-2">
      {!parsed.success ? (
        <span className="text-bad-ink">{t("placementUnread")}</span>
      ) : clusters === undefined ? (
        <span className="text-ink-soft">{query.isError ? t("placementUnknown") : "…"}</span>
      ) : clusters.length === 0 ? (
        <StatusMark tone="caution" shape="triangle" word={t("placesNone")} />
      ) : (
        <>
          <p className="font-medium">{t("places", { count: clusters.length })}</p>
          <WavePreview waves={query.data?.waves ?? []} clusters={clusters} />
          {(query.data?.unplaced.length ?? 0) > 0 && (
            <StatusMark tone="caution" shape="triangle" word={t("strategy.unplaced", { names: query.data?.unplaced.join(", ") ?? "" })} />
          )}
        </>
      )}
    </div>
  );
}
