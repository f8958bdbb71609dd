"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { LinkButton } from "@holdfast/ui/button";
import { FreshnessScope } from "@holdfast/ui/freshness";
import { Notice } from "@holdfast/ui/notice";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { LogPanel } from "../shared-logs/log-panel";
import { OrderDialogs } from "../shared-order/order-dialogs";
import { OrderMenu } from "../shared-order/order-menu";
import { useAskedOrder } from "../shared-order/use-asked-order";
import { usePageTitle } from "../shared-page/use-page-title";
import { healthMarks } from "../shared-status/status-marks";
import { HealthStatus } from "../shared-status/status-word";
import { TerminalPanel } from "../shared-terminal/terminal-panel";
import { GoneHistory } from "./gone-history";
import { GoneOrders } from "./gone-orders";
import { LiveYaml } from "./live-yaml";
import { ObjectConditions } from "./object-conditions";
import { ObjectContainers } from "./object-containers";
import { objectFacts } from "./object-facts";
import { ObjectLabels } from "./object-labels";
import { ObjectOrders } from "./object-orders";
import { ObjectOverview } from "./object-overview";
import { ObjectProjection } from "./object-projection";
import { ObjectRelations } from "./object-relations";
import { ObjectTabs } from "./object-tabs";
import { ObjectWarnings } from "./object-warnings";
import { podLogsHref, serviceSignalsHref } from "./related-objects";

/** What runs containers, by itself or by what it owns. */
const RUNS_PODS = new Set([
  "pods",
  "deployments.apps",
  "statefulsets.apps",
  "daemonsets.apps",
  "replicasets.apps",
  "jobs.batch",
  "cronjobs.batch",
]);

/** The way to an object's signals, where its kind has any. */
function SignalLinks({ object }: { readonly object: ObjectRow }) {
  const t = useTranslations("object");
  if (object.resource === "pods") return <LinkButton href={podLogsHref(object)}>{t("lokiLogs")}</LinkButton>;
  if (object.resource === "services") return <LinkButton href={serviceSignalsHref(object)}>{t("signals")}</LinkButton>;
  return null;
}

/** Since when nobody vouches for what is shown; null while the cluster's agent does, or while that is not known yet. */
const silentSince = (cluster: ClusterView | undefined): Date | null =>
  cluster === undefined || cluster.link.state === "connected" ? null : (cluster.link.lastHeartbeatAt ?? cluster.link.since);

function ObjectView({ object, since }: { readonly object: ObjectRow; readonly since: Date | null }) {
  const t = useTranslations("object");
  const facts = objectFacts(object.facts);
  usePageTitle(object.name);
  const asked = useAskedOrder();
  const { data: verbs = [] } = useQuery(useTRPC().object.verbs.queryOptions({ clusterId: object.clusterId, uid: object.uid }));
  const place = object.namespace === null ? object.clusterName : `${object.namespace} · ${object.clusterName}`;
  const content = (
    <Stack gap="m">
      <PageHeader
        trail={
          <Breadcrumbs
            trail={[
              { label: t("inventory"), href: "/inventory" },
              { label: object.kind, href: `/inventory?${new URLSearchParams({ kind: object.resource })}` },
            ]}
            current={object.name}
          />
        }
        title={object.name}
        status={<HealthStatus of={object.health} emphasis="strong" />}
        description={`${object.kind} · ${place}`}
        actions={
          <>
            <SignalLinks object={object} />
            <OrderMenu object={object} verbs={verbs} ask={asked.ask} />
          </>
        }
      />
      <ObjectTabs clusterId={object.clusterId} uid={object.uid} current="now" />
      {since !== null && (
        <Notice tone="stale" shape="clock" title={t("stale")}>
          {t("lastHeard")} <Time at={since} />
        </Notice>
      )}
      {object.reason !== null && (
        <Notice {...healthMarks[object.health]} title={object.status}>
          {object.reason}
        </Notice>
      )}
      <ObjectOrders object={object} verbs={verbs} ask={asked.ask} />
      <OrderDialogs object={object} verbs={verbs} asked={asked} />
      {RUNS_PODS.has(object.resource) && <LogPanel object={object} />}
      {RUNS_PODS.has(object.resource) && <TerminalPanel object={object} />}
      <div className="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Stack gap="m">
          <ObjectOverview object={object} />
          <ObjectLabels labels={object.labels} annotations={facts.annotations} />
        </Stack>
        <Stack gap="m">
          {facts.containers.length > 0 && <ObjectContainers containers={facts.containers} />}
          {facts.conditions.length > 0 && <ObjectConditions conditions={facts.conditions} />}
          <ObjectRelations object={object} />
          {object.resource !== "events" && <ObjectWarnings object={object} />}
          <ObjectProjection facts={facts} />
          <LiveYaml object={object} verbs={verbs} ask={asked.ask} />
        </Stack>
      </div>
    </Stack>
  );
  return since === null ? (
    content
  ) : (
    <FreshnessScope observedAt={since} budgetMs={0}>
      {content}
    </FreshnessScope>
  );
}

/** One object of one cluster: everything that the store knows of it. */
export function ObjectPage({ clusterId, uid }: { readonly clusterId: string; readonly uid: string }) {
  const t = useTranslations("object");
  const trpc = useTRPC();
  const object = useQuery(trpc.inventory.get.queryOptions({ clusterId, uid }));
  const cluster = useQuery(trpc.cluster.get.queryOptions({ clusterId }));
  return (
    <Stack gap="m">
      <Resolve
        query={object}
        loading={
          <Stack gap="m">
            <PageHeader title={t("loading")} />
            <CardSkeleton lines={8} />
          </Stack>
        }
        isEmpty={() => false}
        empty={null}
      >
        {(found) => <ObjectView object={found} since={silentSince(cluster.data)} />}
      </Resolve>
      {object.isError && (
        <>
          <GoneHistory clusterId={clusterId} uid={uid} />
          <GoneOrders clusterId={clusterId} uid={uid} />
        </>
      )}
    </Stack>
  );
}
