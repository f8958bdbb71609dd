import { Fault } from "@holdfast/contracts/fault";
import type { JsonObject } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { LivePort } from "../live/live-port";
import { type ObjectPage, objectPages, readWhole } from "../policy-impact/cluster-objects";
import { FoundViolations } from "../policy-impact/found-violations";
import type { ImpactJudge } from "../policy-impact/impact-judge";
import { namespacesOf } from "../policy-impact/judge-cluster";
import { judgePage } from "../policy-impact/judge-page";
import type { ObservedResource } from "../policy-impact/observed-resources";
import { type DeployedPolicy, PolicyLook } from "./policy-look";

/** What a cluster's objects are looked at with. */
export interface ClusterLook {
  readonly live: LivePort;
  readonly judge: ImpactJudge;
  readonly clusterId: string;
  /** The resources that the cluster's agent reads. */
  readonly observed: readonly ObservedResource[];
  readonly policies: readonly DeployedPolicy[];
  readonly signal: AbortSignal | undefined;
}

type Namespaces = ReadonlyMap<string, JsonObject>;

async function judgeFor(clusterLook: ClusterLook, look: PolicyLook, page: ObjectPage, resource: string, namespaces: Namespaces) {
  const { judge, signal } = clusterLook;
  const found = new FoundViolations();
  try {
    await judgePage(page, { judge, rules: look.rules, resource, namespaces, found });
  } catch (cause) {
    if (signal?.aborted || !(cause instanceof Fault)) throw cause;
    // A policy that can't be judged by is no reason to say nothing of the others.
    look.fail(textOf(cause));
  }
  return found;
}

async function lookAtResource(clusterLook: ClusterLook, looks: readonly PolicyLook[], resource: string, namespaces: Namespaces) {
  const { live, clusterId, signal, observed } = clusterLook;
  const isAbsent = observed.some((each) => each.resource === resource && each.isAbsent);
  const concerned = looks.filter((look) => look.resources.includes(resource));
  const read = async () => {
    const own = new Map(concerned.map((look): [PolicyLook, FoundViolations] => [look, new FoundViolations()]));
    const said: { judged: number; refusal: Worded | string } = { judged: 0, refusal: "" };
    for await (const page of objectPages(live, clusterId, resource, signal)) {
      if (page.refusal === "KindForbidden") said.refusal = page.message;
      // Discovery can miss a group for a moment: that nothing is there is believed when the inventory has seen so too.
      if (page.refusal === "KindAbsent" && !isAbsent) said.refusal = page.message || worded("ResourceUnserved");
      for (const [look, found] of own)
        if (look.failure === null) found.merge(await judgeFor(clusterLook, look, page, resource, namespaces));
      said.judged += page.members.length;
    }
    return { own, ...said };
  };
  const unread = (said: Worded | string) => {
    for (const look of concerned) look.notRead(worded("ImpactNotReadable", { resource, said }));
  };
  try {
    const { own, judged, refusal } = await readWhole(read, resource);
    if (refusal !== "") return unread(refusal);
    for (const [look, found] of own) look.read(resource, judged, found);
  } catch (cause) {
    if (signal?.aborted || !(cause instanceof Fault) || cause.code === "AgentUnreachable") throw cause;
    unread(textOf(cause));
  }
}

/**
 * Judges what a cluster has now by every given policy, each of its resources read once for all of them. Rejects with a `Fault` when the
 * cluster can't be spoken to; what could not be read or judged otherwise is said by the looks themselves.
 */
export async function lookAtCluster(clusterLook: ClusterLook): Promise<readonly PolicyLook[]> {
  const { policies, observed } = clusterLook;
  const looks = policies.map((policy) => new PolicyLook(policy, observed));
  const resources = [...new Set(looks.flatMap((look) => look.resources))].sort();
  if (resources.length === 0) return looks;
  const namespaces = await namespacesOf(clusterLook);
  for (const resource of resources) await lookAtResource(clusterLook, looks, resource, namespaces);
  return looks;
}
