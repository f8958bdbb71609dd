import type { KubeObject } from "../cluster-store";
import type { ListPage } from "../read/list-objects";
import { metadataOf, type Representation, versioned } from "../read/representation";
import { tableOf } from "../read/table";
import type { ResourceType } from "../resource-type";

const listMetadata = ({ resourceVersion, continueToken, remaining }: ListPage) => ({
  resourceVersion,
  ...(continueToken ? { continue: continueToken } : {}),
  ...(remaining === undefined ? {} : { remainingItemCount: remaining }),
});

/** In a list of a built-in kind the items do not say what they are; custom resources always do. */
const itemOf = (type: ResourceType, object: KubeObject, representation: Representation): object => {
  if (representation.as === "metadata") return metadataOf(object);
  return type.isCustom ? versioned(type, object) : { ...object, kind: undefined, apiVersion: undefined };
};

/** A list as JSON text in pieces, so that a long one need not be held whole. */
export function* listPieces(type: ResourceType, page: ListPage, representation: Representation, now: Date): Iterable<string> {
  const metadata = listMetadata(page);
  if (representation.as === "table") {
    const items = page.items.map((object) => versioned(type, object));
    yield JSON.stringify(tableOf(type, items, metadata, representation.include, now));
    return;
  }
  const isMetadata = representation.as === "metadata";
  const kind = isMetadata ? "PartialObjectMetadataList" : type.listKind;
  const apiVersion = isMetadata ? "meta.k8s.io/v1" : type.apiVersion;
  yield `${JSON.stringify({ kind, apiVersion, metadata }).slice(0, -1)},"items":[`;
  let separator = "";
  for (const object of page.items) {
    yield separator + JSON.stringify(itemOf(type, object, representation));
    separator = ",";
  }
  yield "]}";
}
