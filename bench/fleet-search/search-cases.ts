import { FindObjects } from "@holdfast/contracts/search";
import type { Database } from "@holdfast/db/database";

/** A search that people make. */
export interface SearchCase {
  readonly name: string;
  readonly input: FindObjects;
  /** Who asks: somebody who sees the whole fleet, or somebody who sees a tenth of it. */
  readonly who: "admin" | "owner of a tenth";
}

/** The searches that are timed: text that is rare, common, far down the list or nowhere, each key alone, and both together. */
export async function searchCases(db: Database): Promise<SearchCase[]> {
  const [row] = await db.prisma.$queryRaw<{ name: string; image: string; node: string; namespace: string; owner: string }[]>`
    SELECT name, images[1] AS image, node, namespace, owner_name AS owner FROM inventory_object
    WHERE resource = 'pods' AND name > 'service-25' ORDER BY name LIMIT 1`;
  if (!row) throw new Error("there are no pods");
  const search = (name: string, query: string, who: SearchCase["who"] = "admin"): SearchCase => ({
    name,
    who,
    input: FindObjects.parse({ query }),
  });
  return [
    search("text that one object has", row.name.slice(4)),
    search("text that few objects have", row.owner),
    search("text that is common", "service-1"),
    search("text that is common, far down the list", "service-49"),
    search("text in the middle of names", "ice-12"),
    search("text in the middle of most names", "ervice"),
    search("text in the middle of names, and health", "ice-3 health:Degraded"),
    search("text that nothing has", "zzzz"),
    search("text and kind", "service-1 kind:Pod"),
    search("text, kind and label", "service-25 kind:Pod label:team=team-7"),
    search("text, clusters and status", "service-3 cluster:cluster-00* -status:Running"),
    search("text, environment, health and age", "service-4 environment:production health:Degraded age:>1d"),
    search("text and image", "service-2 image:product-7/"),
    search("text without a kind", "service-44 -kind:Pod"),
    search("the beginning of a name", "name:service-12*"),
    search("one label", "label:team=team-7"),
    search("one label that few have", "label:app.kubernetes.io/name=service-77"),
    search("one status", "status:Available"),
    search("one status that nothing has", "status:CrashLoopBackOff"),
    search("one health", "health:Degraded"),
    search("one image", `image:*${row.image}`),
    search("part of an image", "image:service-77:"),
    search("one namespace", `namespace:${row.namespace}`),
    search("some namespaces", "namespace:team-1* kind:Deployment"),
    search("one node of one cluster", `node:${row.node} cluster:cluster-001`),
    search("one owner", `owner:${row.owner}`),
    search("the youngest", "age:<1h"),
    search("one kind", "kind:Pod"),
    search("text that is common", "service-1", "owner of a tenth"),
    search("text and kind", "service-1 kind:Pod", "owner of a tenth"),
    search("one label", "label:team=team-7", "owner of a tenth"),
  ];
}
