import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { sourcesChanged, sourceTarget } from "./trigger-source-target";

/** Ends a source: nothing that it reports is taken any more, and nothing that it has reported counts. Its name stays taken. */
export async function revokeTriggerSource(ctx: ServiceContext, id: string): Promise<void> {
  const source = await ctx.db.prisma.triggerSource.findUnique({ where: { id } });
  const target = sourceTarget({ id, name: source?.name ?? id });
  const decision = await authorise(ctx, { permission: "settings:manage", action: "trigger-source.revoke", target });
  if (!source) throw new Fault("NotFound", worded("SourceAbsent"));
  await transact(ctx.db, ctx.now, async (unit) => {
    const by = { revokedAt: ctx.now(), revokedByName: ctx.actor.name };
    const { count } = await unit.tx.triggerSource.updateMany({ where: { id, revokedAt: null }, data: by });
    if (count === 0) throw new Fault("WrongPhase", worded("SourceRevokedBefore"));
    unit.audit({
      ...{ actor: ctx.actor, action: "trigger-source.revoke", target, outcome: "succeeded", reason: null, decision },
      ...{ before: { isRevoked: false }, after: { isRevoked: true }, requestId: ctx.requestId },
    });
    unit.emit(sourcesChanged(id));
  });
}
