import type { ObjectVerb } from "@holdfast/contracts/object";
import type { ActFacts } from "@holdfast/domain/object/object-gates";
import { z } from "zod";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";
import type { ServiceContext } from "../context/service-context";
import { changingRuns } from "./changing-runs";
import type { VisibleObject } from "./visible-object";

const NodeFacts = z.object({ isCordoned: z.boolean().default(false) });

/** What a node's facts say for gates; of another kind, that it is not cordoned. */
export const nodeFacts = (facts: unknown): { readonly isCordoned: boolean } => NodeFacts.catch({ isCordoned: false }).parse(facts);

/** What the gates of an object's verbs are asked about, from the store. */
export async function actFacts(ctx: ServiceContext, { cluster, object }: VisibleObject): Promise<(verb: ObjectVerb) => ActFacts> {
  const { db } = ctx;
  const [link, hubs, changing] = await Promise.all([
    db.prisma.agentLink.findUnique({ where: { clusterId: cluster.id }, select: { state: true, hubId: true } }),
    liveHubs(db.prisma),
    changingRuns(ctx, [cluster.id]),
  ]);
  const { resource, kind, namespace, name, facts } = object;
  const { isCordoned } = nodeFacts(facts);
  const { name: clusterName, environment } = cluster;
  const linkState = effectiveLinkState(link, hubs);
  const changedBy = changing({ clusterName, kind, namespace, name });
  return (verb) => ({ verb, resource, kind, name, isCordoned, clusterName, environment, linkState, changedBy });
}
