import type { StartImport } from "@holdfast/contracts/cluster-import";
import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { type ReadContext, readKubeconfig } from "@holdfast/domain/kubeconfig/read-kubeconfig";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { rightsColumns } from "./agent-rights";
import { hostedRow } from "./hosted-row";
import { type ImportSettings, requireSealingKey } from "./import-settings";
import { importTarget } from "./read-contexts";
import { type UsableContext, usableContext } from "./usable-context";

type Wanted = StartImport["clusters"][number];
type Item = Wanted & { readonly server: string } & ({ readonly refusal: Worded } | { readonly usable: UsableContext; readonly id: string });

/** What becomes of each chosen context: a cluster, or a reason. One that is refused keeps no other out. */
function itemsOf(contexts: readonly ReadContext[], wanted: readonly Wanted[], taken: ReadonlySet<string>): Item[] {
  const used = new Map<string, string>();
  return wanted.map((each): Item => {
    const { name } = each.cluster;
    const server = contexts.find(({ context }) => context === each.context)?.server ?? "";
    const other = used.get(name);
    if (other !== undefined) return { ...each, server, refusal: worded("ImportTwice", { context: each.context, other, cluster: name }) };
    used.set(name, each.context);
    if (taken.has(name)) return { ...each, server, refusal: worded("ClusterNameTaken", { cluster: name }) };
    try {
      return { ...each, server, usable: usableContext(contexts, each.context), id: uuid() };
    } catch (cause) {
      if (cause instanceof Fault) return { ...each, server, refusal: { message: cause.message, phrase: cause.phrase } };
      throw cause;
    }
  });
}

/** Adds the clusters, each waiting for its agent, and the agents, each waiting for a hub. */
async function addClusters(unit: Unit, ctx: ServiceContext, items: readonly Item[], sealingKeyPem: string): Promise<void> {
  const added = items.flatMap((item) => ("usable" in item ? [item] : []));
  const at = ctx.now();
  await unit.tx.cluster.createMany({ data: added.map(({ id, cluster }) => ({ id, ...cluster, awayDays: cluster.awayDays ?? null })) });
  await unit.tx.agentLink.createMany({ data: added.map(({ id }) => ({ clusterId: id, state: "awaitingAgent", since: at })) });
  await unit.tx.hostedAgent.createMany({
    data: added.map(({ id, usable, rights }) => ({
      ...hostedRow(ctx, id, usable, sealingKeyPem),
      ...(rights ? rightsColumns(rights) : {}),
    })),
  });
  for (const { id, cluster } of added)
    unit.emit({ type: "cluster.registered", clusterIds: [id], subject: { kind: "cluster", id }, payload: { name: cluster.name } });
}

/**
 * Brings clusters in by the contexts of a kubeconfig: each becomes a cluster whose agent runs beside a hub, with the credential
 * sealed. What can't be brought in is told with its reason and keeps nothing else out. The same id is the same import: whoever
 * presses again gets the one that there is. Nothing but the chosen contexts is kept.
 */
export async function startImport(ctx: ServiceContext, settings: ImportSettings, input: StartImport): Promise<{ id: string }> {
  const { importId: id } = input;
  const target = importTarget(id);
  const decision = await authorise(ctx, { permission: "cluster:register", action: "cluster.import", target });
  const sealingKeyPem = requireSealingKey(settings);
  const contexts = readKubeconfig(input.kubeconfig, { now: ctx.now(), isLoopbackAllowed: settings.isLoopbackAllowed });
  return transact(ctx.db, ctx.now, async (unit) => {
    // Two presses at once wait for each other here, and so do two imports that want one name.
    await unit.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('cluster import'))`;
    const before = await unit.tx.clusterImport.findUnique({ where: { id }, select: { requestedById: true } });
    if (before && before.requestedById !== ctx.actor.id) throw new Fault("NotFound", worded("ImportAbsent"));
    if (before) return { id };
    const names = input.clusters.map(({ cluster }) => cluster.name);
    const taken = await unit.tx.cluster.findMany({ where: { name: { in: names } }, select: { name: true } });
    const items = itemsOf(contexts, input.clusters, new Set(taken.map(({ name }) => name)));
    await unit.tx.clusterImport.create({
      data: { id, requestedById: ctx.actor.id, requestedByName: ctx.actor.name, requestedAt: ctx.now() },
    });
    await addClusters(unit, ctx, items, sealingKeyPem);
    await unit.tx.clusterImportItem.createMany({
      data: items.map((item, position) => ({
        ...{ importId: id, position, context: item.context, server: item.server, name: item.cluster.name },
        ...("usable" in item ? { clusterId: item.id } : { message: item.refusal.message, phrase: storedPhrase(item.refusal) }),
      })),
    });
    for (const item of items) {
      const clusterId = "usable" in item ? item.id : null;
      const about = { ...item.cluster, awayDays: item.cluster.awayDays ?? null, server: item.server, context: item.context.slice(0, 200) };
      unit.audit({
        ...{ actor: ctx.actor, action: "cluster.import", outcome: clusterId ? "succeeded" : "refused", before: null },
        target: { kind: "cluster", id: clusterId ?? item.cluster.name, name: item.cluster.name, clusterId },
        reason: "refusal" in item ? item.refusal.message.slice(0, 1024) : null,
        after:
          "usable" in item
            ? {
                ...about,
                credential: item.usable.kind,
                credentialEndsAt: item.usable.expiresAt?.toISOString() ?? null,
                rights: item.rights ?? null,
              }
            : about,
        ...{ decision, requestId: ctx.requestId },
      });
    }
    unit.emit({ type: "cluster.imported", clusterIds: [], subject: { kind: "import", id }, payload: {} });
    unit.wake({ topic: "hosted", key: "" });
    return { id };
  });
}
