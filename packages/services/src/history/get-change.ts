import { Fault } from "@holdfast/contracts/fault";
import type { ChangeRef, ChangeRow } from "@holdfast/contracts/history";
import { worded } from "@holdfast/contracts/worded";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { changeAuthors } from "./change-authors";
import { changePlace } from "./change-cursor";
import { changeRow } from "./change-row";

/** One change; `NotFound` when it is not kept any more, never was, or is not for the caller. */
export async function getChange(ctx: ServiceContext, { id }: ChangeRef): Promise<ChangeRow> {
  const row = await ctx.db.prisma.inventoryChange.findUnique({ where: { observedAt_id: changePlace(id) } });
  if (!row) throw new Fault("NotFound", worded("ChangeNotKept"));
  const cluster = await visibleCluster(ctx, row.clusterId, "inventory:read").catch((cause: unknown) => {
    // A change of a hidden cluster looks as one that never was.
    throw cause instanceof Fault && cause.code === "NotFound" ? new Fault("NotFound", worded("ChangeNotKept"), { cause }) : cause;
  });
  const authors = await changeAuthors(ctx, [row]);
  return changeRow(row, cluster.name, authors.get(row.id) ?? null);
}
