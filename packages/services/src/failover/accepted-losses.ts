import type { AcceptedLoss, AcceptLoss } from "@holdfast/contracts/data-store";
import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { ServiceContext } from "../context/service-context";
import { judgedStores, type StoresOf } from "./judged-stores";

/** What of a request's losses is accepted by name, and what is left open. */
export interface Losses {
  /** The data stores beyond their RPO that are not named, each with the reason. */
  readonly open: readonly Worded[];
  /** What the run keeps and its approvers approve; null when nothing was accepted. */
  readonly accepted: AcceptedLoss | null;
}

/**
 * Holds the data stores of a plan against the losses that the caller accepts by name, now. Throws `InvalidInput` for a name that is
 * no data store of the plan. A failover that would only confirm where the group runs loses nothing.
 */
export async function acceptedLosses(
  ctx: ServiceContext,
  of: StoresOf & { readonly groupId: string },
  accept: AcceptLoss | null,
): Promise<Losses> {
  const unknown = accept?.stores.find((name) => !of.stores.some((store) => store.name === name));
  if (unknown !== undefined) throw new Fault("InvalidInput", worded("StoreOfNoPlan", { store: unknown }));
  const { prisma } = ctx.db;
  const { activeSite } = await prisma.protectionGroup.findUniqueOrThrow({ where: { id: of.groupId }, select: { activeSite: true } });
  const judged = activeSite === of.standbyId ? [] : await judgedStores(prisma, of, ctx.now());
  const open = judged.filter(({ store, said }) => said !== null && !accept?.stores.includes(store.name));
  return {
    open: open.map(({ store, said }) => worded("StoreAndWhy", { store: store.name, said: said ?? { message: "" } })),
    accepted: accept && {
      stores: accept.stores.map((name) => {
        const found = judged.find(({ store }) => store.name === name);
        return { name, lossSeconds: found?.lossSeconds ?? null, verdict: found?.verdict ?? "unmeasured" };
      }),
      reason: accept.reason,
      byId: ctx.actor.id,
      byName: ctx.actor.name,
    },
  };
}
