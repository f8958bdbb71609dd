"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { networkFacts } from "./network-facts";
import { type ObjectScope, objectShape } from "./object-question";
import { ObjectTab } from "./object-tab";
import { NONE, useObjectColumns } from "./use-object-columns";
import { useHealthFacet, useKindFacet, useNamespaceFacet } from "./use-object-facets";

/** Kinds as the API spells them, in the order in which a request meets them. */
const kinds = {
  "gateways.gateway.networking.k8s.io": "Gateway",
  "httproutes.gateway.networking.k8s.io": "HTTPRoute",
  "virtualservices.networking.istio.io": "VirtualService",
  "destinationrules.networking.istio.io": "DestinationRule",
  "ingresses.networking.k8s.io": "Ingress",
  "routes.route.openshift.io": "Route",
  services: "Service",
  "networkpolicies.networking.k8s.io": "NetworkPolicy",
} as const;

const resources = Object.keys(kinds);
const scope: ObjectScope = { resources, atFirst: resources, sort: { key: "name", direction: "ascending" } };
const listed = (words: readonly string[]) => (words.length === 0 ? NONE : <Code>{words.join(", ")}</Code>);

function useNetworkColumns(): readonly Column<ObjectRow>[] {
  const t = useTranslations("cluster.network");
  const { first, last } = useObjectColumns();
  return useMemo(
    (): Column<ObjectRow>[] => [
      ...first,
      { id: "reachedBy", header: t("reachedBy"), widthRem: 14, cell: (row) => listed(networkFacts(row.facts).reachedBy) },
      { id: "leadsTo", header: t("leadsTo"), widthRem: 14, narrow: "omit", cell: (row) => listed(networkFacts(row.facts).leadsTo) },
      ...last,
    ],
    [t, first, last],
  );
}

/** How this cluster is reached, and where its traffic goes. */
export function NetworkTab() {
  const t = useTranslations("cluster");
  const [search, change] = useListSearch(objectShape);
  return (
    <ObjectTab
      list="cluster-network"
      title={t("tab.network")}
      scope={scope}
      columns={useNetworkColumns()}
      facets={[useKindFacet(search, kinds), useNamespaceFacet(search), useHealthFacet(search)]}
      search={search}
      change={change}
      noneHelp={t("network.noneHelp")}
    />
  );
}
