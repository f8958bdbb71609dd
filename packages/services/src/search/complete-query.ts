import { Environment } from "@holdfast/contracts/cluster";
import { Health } from "@holdfast/contracts/health";
import { type CompleteQuery, type Completion, SearchKey } from "@holdfast/contracts/search";
import { completeAt, type Typing } from "@holdfast/domain/search/complete-at";
import { writeValue } from "@holdfast/domain/search/format-query";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { heldResources } from "./held-resources";
import { sampledLabelValues, sampledValues } from "./sampled-values";

const MOST = 20;

const AGES = [">1h", ">1d", ">1w", "<10m", "<1h", "<1d"];

const beginning = (words: readonly string[], prefix: string) =>
  words.filter((word) => word.toLowerCase().startsWith(prefix.toLowerCase())).slice(0, MOST);

/** The values that could stand where something is being typed, on the clusters that the caller may see. */
async function valuesFor(ctx: ServiceContext, { what, prefix, label }: Typing, clusters: readonly ClusterRow[]): Promise<string[]> {
  const wanted = { clusterIds: clusters.map(({ id }) => id), prefix, most: MOST };
  switch (what) {
    case "key":
      return beginning(SearchKey.options, prefix);
    case "kind":
      return beginning([...new Set((await heldResources(ctx, clusters)).map(({ kind }) => kind))], prefix);
    case "cluster":
      return beginning(
        clusters.map(({ name }) => name),
        prefix,
      );
    case "environment":
      return beginning(Environment.options, prefix);
    case "health":
      return beginning(Health.options, prefix);
    case "age":
      return beginning(AGES, prefix);
    case "name":
      return [];
    case "labelValue":
      return sampledLabelValues(ctx, label ?? "", wanted);
    default:
      return sampledValues(ctx, what, wanted);
  }
}

/** What could be written where the caret is: keys, or values of a key that are seen on clusters that the caller may see. */
export async function completeQuery(ctx: ServiceContext, { query, caret }: CompleteQuery): Promise<Completion> {
  const typing = completeAt(query, caret);
  if (typing === null) return { from: caret, to: caret, options: [] };
  const values = await valuesFor(ctx, typing, await visibleClusters(ctx, "inventory:read"));
  const { from, to, what } = typing;
  return {
    from,
    to,
    options: values.map((value) => ({
      insert: what === "key" ? `${value}:` : what === "label" ? `${writeValue(value)}=` : writeValue(value),
      label: value,
      isKey: what === "key",
    })),
  };
}
