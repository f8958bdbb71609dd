"use client";
import type { FleetOverview } from "@holdfast/contracts/fleet";
import { LinkButton } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { Stack } from "@holdfast/ui/stack";
import { useVerbs } from "@holdfast/ui/verbs";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "../../trpc/client";
import { ClusterPalette } from "../shared-cluster/cluster-palette";
import { useRefusal } from "../shared-cluster/use-refusal";
import { FiringAlerts } from "../shared-search/firing-alerts";
import { useLiveObservation } from "../shared-stream/use-live-observation";
import { ApprovalsPanel } from "./approvals-panel";
import { AttentionPanel } from "./attention-panel";
import { ChangesPanel } from "./changes-panel";
import { FleetLanes } from "./fleet-lanes-view";
import { FleetSkeleton } from "./fleet-skeleton";
import { FleetStatus } from "./fleet-status";
import { PairMap } from "./pair-map";

function AddCluster({ isPrimary = false }: { readonly isPrimary?: boolean }) {
  const t = useTranslations("fleet");
  return (
    <LinkButton href="/clusters/new" icon={<Plus aria-hidden="true" />} variant={isPrimary ? "primary" : "secondary"}>
      {t("addCluster")}
    </LinkButton>
  );
}

/** What wants a person comes first for keys and screen readers and on a phone; in a wide window it stands at the side, where it moves nothing. */
function Answered({ overview, aside }: { readonly overview: FleetOverview; readonly aside: ReactNode }) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem] xl:grid-rows-[auto_1fr]">
      <div className="flex min-w-0 flex-col gap-4 xl:col-start-2">
        <AttentionPanel clusters={overview.clusters} />
        <ApprovalsPanel approvals={overview.approvals} />
        <FiringAlerts />
      </div>
      <div className="flex min-w-0 flex-col gap-4 xl:col-start-1 xl:row-span-2 xl:row-start-1">
        <FleetLanes clusters={overview.clusters} />
        <PairMap plans={overview.plans} clusters={overview.clusters} />
        <ChangesPanel changes={overview.changes} />
      </div>
      <div className="min-w-0 xl:col-start-2">{aside}</div>
    </div>
  );
}

/** The home page: is anything wrong, where, and can we fail over. `aside` stands beside the lanes, for what belongs to the demo. */
export function FleetPage({ aside }: { readonly aside: ReactNode }) {
  const t = useTranslations("fleet");
  const nav = useTranslations("nav");
  const trpc = useTRPC();
  const query = useQuery(trpc.fleet.overview.queryOptions());
  // What the cards will ask for is asked for with them, so that they don't grow when it comes.
  useQuery(trpc.plan.stores.queryOptions({ planId: null }));
  const refusal = useRefusal("cluster:register");
  const observation = useLiveObservation(query.dataUpdatedAt);
  useVerbs([{ id: "cluster.add", label: t("addCluster"), group: nav("clusters"), href: "/clusters/new", refusal }]);
  return (
    <Stack gap="m">
      <ClusterPalette />
      <PageHeader
        title={nav("fleet")}
        status={query.data && <FleetStatus overview={query.data} />}
        actions={refusal === null && <AddCluster />}
      />
      <Resolve
        query={query}
        loading={<FleetSkeleton />}
        isEmpty={(overview) => overview.clusters.length === 0}
        empty={
          <EmptyState title={t("none")} action={refusal === null && <AddCluster isPrimary />}>
            {t(refusal === null ? "noneHelp" : "noneAsk")}
          </EmptyState>
        }
        observation={() => observation}
      >
        {(overview) => <Answered overview={overview} aside={aside} />}
      </Resolve>
    </Stack>
  );
}
