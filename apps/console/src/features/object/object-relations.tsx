"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { ObjectTwin } from "./object-twin";
import { OwnerTreePanel } from "./owner-tree-panel";
import { RelatedList } from "./related-list";
import { isInTree, ownedHref } from "./related-objects";
import { canHaveTwin } from "./twin-rows";
import { useRelatedColumns } from "./use-related-columns";

const FEW = 20;

/** The pods that a node runs: it holds them, and does not own them. */
function PodsOfNode({ node: { clusterId, name } }: { readonly node: ObjectRow }) {
  const t = useTranslations("object");
  const columns = useRelatedColumns("cluster");
  const asked = { resources: ["pods"], clusterIds: [clusterId], node: name, limit: FEW };
  const query = useQuery(useTRPC().inventory.list.queryOptions({ ...asked, sort: "health", direction: "desc" }));
  return (
    <RelatedList
      title={t("podsOfNode")}
      query={query}
      columns={columns}
      none={t("ownsNothing")}
      allHref={`/inventory?${new URLSearchParams({ kind: "pods", cluster: clusterId, node: name })}`}
    />
  );
}

/** The object's namesakes on the other clusters: what the same thing looks like there. */
function Twins({ object }: { readonly object: ObjectRow }) {
  const t = useTranslations("object");
  const columns = useRelatedColumns("fleet");
  const { resource, namespace, name, clusterId } = object;
  const query = useQuery(
    useTRPC().inventory.list.queryOptions({ resources: [resource], text: name, limit: 200, ...(namespace === null ? {} : { namespace }) }),
  );
  return (
    <RelatedList
      title={t("twins")}
      query={query}
      columns={columns}
      none={t("noTwins")}
      isOurs={(row) => row.name === name && row.namespace === namespace && row.clusterId !== clusterId}
    />
  );
}

/** What belongs to an object: its owners and what it owns, its twin of the paired cluster, and its namesakes elsewhere. */
export function ObjectRelations({ object }: { readonly object: ObjectRow }) {
  return (
    <>
      {isInTree(object) && <OwnerTreePanel object={object} allHref={ownedHref(object)} />}
      {object.resource === "nodes" && <PodsOfNode node={object} />}
      {canHaveTwin(object.resource) && <ObjectTwin object={object} />}
      {canHaveTwin(object.resource) && <Twins object={object} />}
    </>
  );
}
