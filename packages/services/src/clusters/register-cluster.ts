import type { RegisterCluster } from "@holdfast/contracts/cluster";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** What else is known of a cluster that is added. */
interface Registration {
  /** The id that it is to have: with the same one it is the same registration. */
  readonly id?: string;
  /** Whose list it was taken from, for the record. */
  readonly origin?: { readonly controlPlaneId: string; readonly resource: string; readonly name: string };
}

/** Adds a cluster that waits for its agent. Throws `AlreadyExists` for a name in use. */
export async function registerCluster(
  ctx: ServiceContext,
  input: RegisterCluster,
  { id = uuid(), origin }: Registration = {},
): Promise<{ id: string }> {
  const target = { kind: "cluster", id: input.name, name: input.name, clusterId: null };
  const decision = await authorise(ctx, { permission: "cluster:register", action: "cluster.register", target });
  return transact(ctx.db, ctx.now, async (unit) => {
    const before = await unit.tx.cluster.findUnique({ where: { name: input.name }, select: { id: true } });
    if (before?.id === id) return { id };
    if (before) throw new Fault("AlreadyExists", worded("ClusterNameTaken", { cluster: input.name }));
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
      after: { ...input, awayDays: input.awayDays ?? null, ...(origin ? { origin } : {}) },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "cluster.registered", clusterIds: [id], subject: { kind: "cluster", id }, payload: { name: input.name } });
    return { id };
  });
}
