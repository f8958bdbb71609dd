"use client";
import type { PolicyId } from "@holdfast/contracts/ids";
import { ImpactEffect, type ImpactFinding, type PolicyImpactView } from "@holdfast/contracts/policy-impact";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { useImpactColumns } from "./use-impact-columns";

interface ImpactFindingsProps {
  readonly policyId: PolicyId;
  readonly impact: PolicyImpactView;
}

const shape = { sortKeys: [], facets: ["cluster", "effect"] } as const;
const rowKey = ({ key }: ImpactFinding) => key;
const rowName = ({ workload }: ImpactFinding) => `${workload.kind} ${workload.name}`;
const counts = { deny: "denied", warn: "warned", audit: "audited" } as const;

/** The objects that go against a version, by workload, narrowed by what the address asks for. */
export function ImpactFindings({ policyId, impact }: ImpactFindingsProps) {
  const t = useTranslations("policy.impact");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const [search, change] = useListSearch(shape);
  const columns = useImpactColumns();
  const { clusters, version } = impact;
  const cluster = clusters.find(({ clusterName }) => search.facets.cluster?.includes(clusterName));
  const effect = ImpactEffect.options.find((each) => search.facets.effect?.includes(each));
  const question = { policyId, version, ...(cluster ? { clusterId: cluster.clusterId } : {}), ...(effect ? { effect } : {}) };
  const query = usePages(
    trpc.policy.impactFindings.queryKey(question),
    (cursor, signal) => client.policy.impactFindings.query({ ...question, cursor }, { signal }),
    policyId,
  );
  const found = clusters.filter(({ denied, warned, audited }) => denied + warned + audited > 0);
  const total = (each: ImpactEffect) => clusters.reduce((sum, one) => sum + one[counts[each]], 0);
  const clusterFacet = {
    ...{ id: "cluster", label: t("column.cluster"), selected: cluster ? [cluster.clusterName] : [] },
    options: found.map(({ clusterName, denied, warned, audited }) => ({
      ...{ value: clusterName, label: clusterName, count: denied + warned + audited },
    })),
  };
  const effectFacet = {
    ...{ id: "effect", label: t("column.effect"), selected: effect ? [effect] : [] },
    options: ImpactEffect.options.map((each) => ({ value: each, label: t(`effect.${each}`), count: total(each) })),
  };
  return (
    <Stack gap="s">
      <FilterBar
        label={t("narrow")}
        facets={[clusterFacet, effectFacet]}
        // One of each at a time: the one that was chosen last.
        onFacetChange={(id, values) => change({ facets: { ...search.facets, [id]: values.slice(-1) } })}
        onClear={() => change({ facets: {} })}
      />
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={4} />}
        isEmpty={(data) => data.pages[0]?.rows.length === 0}
        empty={<EmptyState title={t("noneMatches")}>{t("noneMatchesHelp")}</EmptyState>}
      >
        {(data) => (
          <DataTable
            label={t("findings")}
            columns={columns}
            rows={pagedRows(data.pages, rowKey)}
            rowKey={rowKey}
            rowName={rowName}
            more={moreRows(query, data.pages)}
            hasPageKeys={false}
          />
        )}
      </Resolve>
    </Stack>
  );
}
