import { Fault } from "@holdfast/contracts/fault";
import type { SetRetention } from "@holdfast/contracts/retention";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { heldRecordings, type RetentionDefaults } from "./retention-days";
import { retentionTarget } from "./retention-target";

const ACTION = "retention.set";

/** Says for how many days a kind is kept. What is older is let go of at the hub's next turn; of recordings a week later. Throws `VersionConflict` when somebody was faster. */
export async function setRetention(ctx: ServiceContext, defaults: RetentionDefaults, { kind, days, version }: SetRetention): Promise<void> {
  const target = retentionTarget(kind);
  const decision = await authorise(ctx, { permission: "settings:manage", action: ACTION, target });
  await transact(ctx.db, ctx.now, async (unit) => {
    const conflict = () => new Fault("VersionConflict", worded("RetentionChanged"));
    const before = await unit.tx.retentionSetting.findUnique({ where: { kind } });
    if ((before?.version ?? 0) !== version) throw conflict();
    const kept = heldRecordings(before, ctx.now())?.days ?? before?.days ?? defaults[kind];
    const said = { days, setByName: ctx.actor.name, setAt: ctx.now(), heldDays: kind === "recordings" ? kept : null };
    const { count } = before
      ? await unit.tx.retentionSetting.updateMany({ where: { kind, version }, data: { ...said, version: version + 1 } })
      : await unit.tx.retentionSetting.createMany({ data: [{ kind, ...said }], skipDuplicates: true });
    if (count === 0) throw conflict();
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: { days: before?.days ?? defaults[kind] },
      after: { days },
    });
    unit.emit({ type: "retention.changed", clusterIds: [], subject: { kind: "retention", id: kind }, payload: {} });
  });
}
