import { type ZalandoStatus, zalandoReadStandby } from "@holdfast/contracts/queries/zalando-read-standby";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { zalandoStandby } from "../commands/zalando-set-standby";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import type { KubePort } from "../kube/kube-port";
import { defineQuery } from "./define-query";

interface Postgresql extends KubeObject {
  readonly status?: { readonly PostgresClusterStatus?: string };
}

type Side = "writers" | "standbys" | "unclear";

/** Roles that follow. Others are on their way from one to the other, or of versions that are not known here. */
const FOLLOWS: readonly unknown[] = ["replica", "standby_leader"];

/** Patroni's own word about its pod, which it keeps in an annotation. Whoever may write pods could write anything there. */
function sideOf({ metadata }: KubeObject): Side {
  try {
    const said: unknown = JSON.parse(metadata?.annotations?.status ?? "");
    if (typeof said !== "object" || said === null || !("role" in said) || !("state" in said)) return "unclear";
    if (FOLLOWS.includes(said.role)) return "standbys";
    // Older ones say master.
    return (said.role === "primary" || said.role === "master") && said.state === "running" ? "writers" : "unclear";
  } catch {
    return "unclear";
  }
}

/** The label by which the operator marks the pods of a cluster, where it is not configured otherwise. */
const CLUSTER_LABEL = "cluster-name";

async function statusOf(kube: KubePort, { metadata, status }: Postgresql): Promise<ZalandoStatus> {
  const pods = await kube.find("", "pods", ["v1"]);
  const all = pods ? await kube.list(pods, metadata?.namespace) : [];
  const own = all.filter((pod) => pod.metadata?.labels?.[CLUSTER_LABEL] === metadata?.name);
  const on = (side: Side) => own.filter((pod) => sideOf(pod) === side).map((pod) => pod.metadata?.name ?? "");
  return { phase: status?.PostgresClusterStatus ?? "", writers: on("writers"), standbys: on("standbys"), unclear: on("unclear") };
}

/** `zalando.read-standby`: whether a PostgreSQL cluster follows another now, and which of its pods take writes. */
export const readZalandoStandby = defineQuery({
  contract: zalandoReadStandby,
  rbac: [mayGet(zalandoStandby), { apiGroups: [""], resources: ["pods"], verbs: ["list"] }],
  handle: ({ kube }, target) => readFields(kube, zalandoStandby, target, (object) => statusOf(kube, object)),
});
