"use client";
import type { AgentDetail } from "@holdfast/contracts/fleet";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Panel } from "@holdfast/ui/panel";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { isResourceState, resourceMarks } from "./resource-marks";
import { ToldByAgent } from "./told-by-agent";

type Resource = AgentDetail["resources"][number];

const rowKey = (row: Resource) => row.resource;
const rowName = (row: Resource) => row.kind;

function State({ of }: { readonly of: Resource }) {
  const t = useTranslations("cluster.resources.state");
  // A newer agent may know a word that this console does not: it is shown as it is.
  if (!isResourceState(of.state)) return <StatusMark tone="unknown" shape="question" word={of.state} />;
  return <StatusMark {...resourceMarks[of.state]} word={t(of.state)} />;
}

function useResourceColumns(): readonly Column<Resource>[] {
  const t = useTranslations("cluster.resources");
  return useMemo(
    (): Column<Resource>[] => [
      { id: "kind", header: t("kind"), widthRem: 10, isFixed: true, cell: (row) => row.kind },
      // Several systems have a kind of one name: "Cluster" is told apart only by its resource.
      { id: "resource", header: t("resource"), cell: (row) => row.resource },
      { id: "state", header: t("stateTitle"), widthRem: 7, cell: (row) => <State of={row} /> },
      { id: "verified", header: t("verified"), widthRem: 6.5, align: "end", cell: (row) => <Time at={row.verifiedAt} show="relative" /> },
      { id: "message", header: t("why"), widthRem: 7, narrow: "fact", cell: (row) => row.message ?? "—" },
    ],
    [t],
  );
}

/** What the agent reads in its cluster, what it may not, and when store and cluster were last proven equal. */
export function AgentResources({ resources }: { readonly resources: AgentDetail["resources"] }) {
  const t = useTranslations("cluster.resources");
  const columns = useResourceColumns();
  return (
    <Panel title={t("title")} padding={resources.length === 0 ? "m" : "none"}>
      {resources.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <ToldByAgent>
          <DataTable
            label={t("title")}
            columns={columns}
            rows={resources}
            rowKey={rowKey}
            rowName={rowName}
            height="content"
            hasPageKeys={false}
          />
        </ToldByAgent>
      )}
    </Panel>
  );
}
