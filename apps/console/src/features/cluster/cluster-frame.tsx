"use client";
import type { ClusterRef, ClusterView } from "@holdfast/contracts/cluster";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Button, LinkButton } from "@holdfast/ui/button";
import { NotFoundState } from "@holdfast/ui/failure-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { TabLinks } from "@holdfast/ui/tabs";
import { useVerbs } from "@holdfast/ui/verbs";
import { useQuery } from "@tanstack/react-query";
import { useSelectedLayoutSegment } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { ClusterPalette } from "../shared-cluster/cluster-palette";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";
import { SimulatedBadge } from "../shared-cluster/simulated-badge";
import { useRefusal } from "../shared-cluster/use-refusal";
import { LinkStatus } from "../shared-status/status-word";
import { ClusterContext } from "./cluster-context";
import { clusterRefOf } from "./cluster-ref";
import { EditDialog } from "./edit-dialog";
import { LinkNotice } from "./link-notice";

const tabs = ["overview", "nodes", "workloads", "network", "storage", "changes", "events", "components", "policies", "agent"] as const;

function Trail({ current }: { readonly current: string }) {
  const nav = useTranslations("nav");
  return <Breadcrumbs trail={[{ label: nav("clusters"), href: "/clusters" }]} current={current} />;
}

function Frame({ cluster, children }: { readonly cluster: ClusterView; readonly children: ReactNode }) {
  const t = useTranslations("cluster");
  const [isEdited, setIsEdited] = useState(false);
  const refusal = useRefusal("cluster:edit");
  const segment = useSelectedLayoutSegment() ?? "overview";
  const base = `/clusters/${cluster.name}`;
  const hrefOf = (tab: string) => (tab === "overview" ? base : `${base}/${tab}`);
  const edit = () => setIsEdited(true);
  const observed = [
    { id: "metrics", href: `/observe?cluster=${cluster.id}` },
    { id: "logs", href: `/observe/logs?cluster=${cluster.id}` },
    { id: "traces", href: `/observe/traces?cluster=${cluster.id}` },
  ] as const;
  useVerbs([
    { id: "cluster.edit", label: t("editOf", { name: cluster.name }), group: cluster.name, refusal, run: edit },
    ...tabs.map((tab) => ({
      id: `cluster.tab.${tab}`,
      label: t("show", { tab: t(`tab.${tab}`) }),
      group: cluster.name,
      href: hrefOf(tab),
    })),
    ...observed.map(({ id, href }) => ({ id: `cluster.observe.${id}`, label: t(`observe.${id}`), group: cluster.name, href })),
  ]);
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Trail current={cluster.name} />}
        title={cluster.name}
        status={
          <>
            <LinkStatus of={cluster.link.state} awayUntil={cluster.link.awayUntil} emphasis="strong" />
            <EnvironmentBadge of={cluster.environment} />
            {cluster.isSimulated && <SimulatedBadge />}
          </>
        }
        description={cluster.region}
        actions={
          <>
            <LinkButton href={observed[0].href}>{t("observe.all")}</LinkButton>
            <Button refusal={refusal} onClick={edit}>
              {t("edit")}
            </Button>
          </>
        }
      />
      <LinkNotice cluster={cluster} />
      <TabLinks label={t("tabs")} links={tabs.map((tab) => ({ href: hrefOf(tab), label: t(`tab.${tab}`), isCurrent: tab === segment }))} />
      <ClusterContext value={cluster}>{children}</ClusterContext>
      <EditDialog key={cluster.version} cluster={cluster} isOpen={isEdited} onClose={() => setIsEdited(false)} refusal={refusal} />
    </Stack>
  );
}

function Known({ which, children }: { readonly which: ClusterRef; readonly children: ReactNode }) {
  const query = useQuery(useTRPC().cluster.get.queryOptions(which));
  return (
    <Resolve
      query={query}
      loading={
        <Stack gap="m">
          <SkeletonBar width="14rem" />
          <div className="tick-rule" aria-hidden="true" />
          <CardSkeleton lines={8} />
        </Stack>
      }
      isEmpty={() => false}
      empty={null}
    >
      {(cluster) => <Frame cluster={cluster}>{children}</Frame>}
    </Resolve>
  );
}

/** What stands around every tab of a cluster: its name, how its link stands, what can be done with it, and the tabs. */
export function ClusterFrame({ which, children }: { readonly which: string; readonly children: ReactNode }) {
  const t = useTranslations("cluster");
  const ref = clusterRefOf(which);
  return (
    <>
      <ClusterPalette />
      {ref === null ? (
        <Stack gap="m">
          <PageHeader trail={<Trail current={t("unknown")} />} title={t("unknown")} />
          <NotFoundState message={t("unknownHelp")} />
        </Stack>
      ) : (
        <Known which={ref}>{children}</Known>
      )}
    </>
  );
}
