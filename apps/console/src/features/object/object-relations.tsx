"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { RelatedList } from "./related-list";
import { heldBy } from "./related-objects";
import { useRelatedColumns } from "./use-related-columns";

const FEW = 20;

type Held = NonNullable<ReturnType<typeof heldBy>>;

function HeldObjects({ object, held }: { readonly object: ObjectRow; readonly held: Held }) {
  const t = useTranslations("object");
  const columns = useRelatedColumns("cluster");
  const query = useQuery(useTRPC().inventory.list.queryOptions({ ...held, sort: "health", direction: "desc", limit: FEW }));
  const address = new URLSearchParams({ kind: held.resources[0] ?? "pods", cluster: object.clusterId });
  if (held.node !== undefined) address.set("node", held.node);
  if (held.ownerUid !== undefined) address.set("owner", held.ownerUid);
  return (
    <RelatedList
      title={object.resource === "nodes" ? t("podsOfNode") : t("owned")}
      query={query}
      columns={columns}
      none={t("ownsNothing")}
      allHref={`/inventory?${address}`}
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

/** What belongs to an object: what it holds, and its namesakes elsewhere. A pod's name is made, so that it has none. */
export function ObjectRelations({ object }: { readonly object: ObjectRow }) {
  const held = heldBy(object);
  return (
    <>
      {held !== null && <HeldObjects object={object} held={held} />}
      {object.resource !== "pods" && object.resource !== "replicasets.apps" && object.resource !== "events" && <Twins object={object} />}
    </>
  );
}
