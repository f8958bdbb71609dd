"use client";
import type { FleetCluster } from "@holdfast/contracts/fleet";
import { Link } from "@holdfast/ui/link";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { ClusterCard } from "./cluster-card";
import { type FleetLane, fleetLanes } from "./fleet-lanes";

function Lane({ lane }: { readonly lane: FleetLane }) {
  const t = useTranslations("fleet");
  const titleId = useId();
  const more = lane.total - lane.shown.length;
  return (
    <section aria-labelledby={titleId} className="flex min-w-0 flex-col gap-2">
      <h2 id={titleId} className="flex items-baseline gap-2 font-semibold">
        {t(`lane.${lane.environment}`)}
        <span className="font-normal text-ink-soft tabular-nums">{lane.total}</span>
      </h2>
      {lane.total === 0 && (
        <p className="rounded-m border border-line border-dashed px-3 py-4 text-ink-soft">{t(`laneEmpty.${lane.environment}`)}</p>
      )}
      {lane.shown.map((each) => (
        <ClusterCard key={each.cluster.id} of={each} />
      ))}
      {more > 0 && <Link href={`/clusters?environment=${lane.environment}`}>{t("moreClusters", { count: more })}</Link>}
    </section>
  );
}

/** The clusters in lanes: production, test and DR beside each other, below each other on a phone. */
export function FleetLanes({ clusters }: { readonly clusters: readonly FleetCluster[] }) {
  return (
    <div className="grid items-start gap-4 md:grid-cols-3">
      {fleetLanes(clusters).map((lane) => (
        <Lane key={lane.environment} lane={lane} />
      ))}
    </div>
  );
}
