import type { RegisterCluster } from "@holdfast/contracts/cluster";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** Adds a cluster that waits for its agent. Throws `AlreadyExists` for a name in use. */
export async function registerCluster(ctx: ServiceContext, input: RegisterCluster): Promise<{ id: string }> {
  const target = { kind: "cluster", id: input.name, name: input.name, clusterId: null };
  const decision = await authorise(ctx, { permission: "cluster:register", action: "cluster.register", target });
  const id = uuid();
  return transact(ctx.db, ctx.now, async (unit) => {
    if (await unit.tx.cluster.findUnique({ where: { name: input.name }, select: { id: true } }))
      throw new Fault("AlreadyExists", worded("ClusterNameTaken", { cluster: input.name }));
    await unit.tx.cluster.create({
      data: { id, ...input, awayDays: input.awayDays ?? null, link: { create: { state: "awaitingAgent", since: ctx.now() } } },
    });
    unit.audit({
      actor: ctx.actor,
      action: "cluster.register",
      target: { ...target, id, clusterId: id },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { ...input, awayDays: input.awayDays ?? null },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "cluster.registered", clusterIds: [id], subject: { kind: "cluster", id }, payload: { name: input.name } });
    return { id };
  });
}
