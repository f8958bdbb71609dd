"use client";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { PartialNotice } from "@holdfast/ui/source-notice";
import { Columns, Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { GoldenPanelView } from "./golden-panel";
import { clusterStyles, silentEverywhere } from "./golden-series";
import { keepAnswer } from "./keep-answer";
import { ObserveFrame } from "./observe-frame";
import { type ObserveSearch, serviceOf, windowOf } from "./observe-search";
import { ServiceChooser, serviceChoices } from "./service-chooser";
import { useAsOf } from "./use-as-of";
import { useObserveSearch } from "./use-observe-search";
import { useSilentSources } from "./use-silent-sources";
import { WindowBar } from "./window-bar";

const MOST_SERVICES = 200;
/** Answers of the past are not asked for again: an instant that was moved on from is let go soon. */
const KEPT_MS = 30_000;

/** The services to choose from: those with traffic, asked of the clusters, and those of the inventory, which waits for none. */
function useServices(search: ObserveSearch) {
  const trpc = useTRPC();
  const clusters = search.clusterIds.length === 0 ? {} : { clusterIds: [...search.clusterIds] };
  const traffic = useQuery(trpc.signals.services.queryOptions(clusters));
  const held = useQuery(trpc.inventory.list.queryOptions({ resources: ["services"], limit: MOST_SERVICES, ...clusters }));
  const choices = useMemo(() => serviceChoices(traffic.data?.answered ?? [], held.data?.rows ?? []), [traffic.data, held.data]);
  return { choices, isKnown: traffic.status !== "pending" };
}

function PanelsSkeleton() {
  return (
    <Columns least="l">
      {["rate", "errors", "p50", "p99", "cpu", "memory"].map((signal) => (
        <CardSkeleton key={signal} lines={10} />
      ))}
    </Columns>
  );
}

interface GoldenPanelsProps {
  readonly chooser: ReactNode;
  readonly service: { readonly namespace: string; readonly name: string };
  readonly search: ObserveSearch;
  readonly change: (part: Partial<ObserveSearch>) => void;
}

function GoldenPanels({ chooser, service, search, change }: GoldenPanelsProps) {
  const t = useTranslations("observe");
  const [asOfMs, readNow] = useAsOf(search.refresh);
  const silentSources = useSilentSources();
  const window = windowOf(search, asOfMs);
  const trpc = useTRPC();
  const question = { service, window, ...(search.clusterIds.length === 0 ? {} : { clusterIds: [...search.clusterIds] }) };
  const query = useQuery(
    trpc.signals.golden.queryOptions(question, { placeholderData: keepAnswer(trpc.signals.golden.queryKey(question)), gcTime: KEPT_MS }),
  );
  return (
    <Stack gap="m">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <div className="w-full sm:w-80">{chooser}</div>
        <div className="min-w-0 flex-1 basis-96">
          <WindowBar search={search} change={change} onRead={readNow} isReading={query.isFetching} />
        </div>
      </div>
      <Resolve
        query={query}
        loading={<PanelsSkeleton />}
        isEmpty={(panels) => panels.every(({ result }) => result.heard.length === 0 && result.silent.length === 0)}
        empty={<EmptyState title={t("noClusters")}>{t("noClustersHelp")}</EmptyState>}
      >
        {(panels) => {
          const everywhere = silentEverywhere(panels);
          const styles = clusterStyles(panels);
          return (
            <Stack gap="m">
              <PartialNotice answered={panels[0]?.result.heard.length ?? 0} silent={silentSources(everywhere)} />
              <Columns least="l">
                {panels.map((panel) => (
                  <GoldenPanelView key={panel.signal} panel={panel} styles={styles} window={window} everywhere={everywhere} />
                ))}
              </Columns>
            </Stack>
          );
        }}
      </Resolve>
    </Stack>
  );
}

/** The golden signals of one service, every cluster's lines on the same panels and under the same crosshair. */
export function GoldenPage() {
  const t = useTranslations("observe");
  const [search, change] = useObserveSearch();
  const { choices, isKnown } = useServices(search);
  // The busiest service when the page was opened: it must not become another one under the reader's eyes.
  const [busiest, setBusiest] = useState<string | null>(null);
  if (busiest === null && isKnown) setBusiest(choices[0]?.value ?? "");
  const chosen = search.service === "" ? (busiest ?? "") : search.service;
  const service = serviceOf(chosen);
  const chooser = <ServiceChooser choices={choices} chosen={chosen} onChoose={(value) => change({ service: value })} />;
  return (
    <ObserveFrame view="golden" search={search}>
      {service === null ? (
        <div className="max-w-80">{chooser}</div>
      ) : (
        <GoldenPanels key={chosen} chooser={chooser} service={service} search={search} change={change} />
      )}
      {service === null && !isKnown && <PanelsSkeleton />}
      {service === null && isKnown && <EmptyState title={t("noService")}>{t("noServiceHelp")}</EmptyState>}
    </ObserveFrame>
  );
}
