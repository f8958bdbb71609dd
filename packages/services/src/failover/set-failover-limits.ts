import type { SetFailoverLimits } from "@holdfast/contracts/failover-limits";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { guardsChanged } from "./freeze-window-view";

const ACTION = "failover-limits.set";
const target = { kind: "failover-limits", id: "failover-limits", name: "failover limits", clusterId: null };

/** Says how long a group rests between two runs, how many groups move at once, and what approvers need. Throws `VersionConflict` when somebody was faster. */
export async function setFailoverLimits(ctx: ServiceContext, { version, ...limits }: SetFailoverLimits): Promise<void> {
  const decision = await authorise(ctx, { permission: "settings:manage", action: ACTION, target });
  await transact(ctx.db, ctx.now, async (unit) => {
    const before = await unit.tx.failoverLimit.findUniqueOrThrow({ where: { id: 1 } });
    const { minimumDelaySeconds, groupsAtOnce, approversNeedFactor } = before;
    const by = { setByName: ctx.actor.name, setAt: ctx.now(), version: version + 1 };
    const { count } = await unit.tx.failoverLimit.updateMany({ where: { id: 1, version }, data: { ...limits, ...by } });
    if (count === 0) throw new Fault("VersionConflict", worded("LimitsChanged"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: { minimumDelaySeconds, groupsAtOnce, approversNeedFactor },
      after: limits,
    });
    unit.emit(guardsChanged("failover-limits", "failover-limits"));
    unit.wake({ topic: "run", key: "failover-limits" });
  });
}
