import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import type { DemoControl, DemoScenario } from "./demo-control";

const target = { kind: "demo", id: "simulator", name: "simulator", clusterId: null };

/** What the demo's fleet lives through now; null outside the demo. */
export async function demoState(ctx: ServiceContext, demo: DemoControl | null): Promise<DemoScenario[] | null> {
  await authorise(ctx, { permission: "demo:control", action: "demo.state", target });
  return demo ? demo.state() : null;
}

/** Starts or ends a disturbance of the simulated fleet. On record before it happens, because it can't be in one transaction with it. */
export async function controlDemo(
  ctx: ServiceContext,
  demo: DemoControl | null,
  order: { kind: "start"; name: string; cluster: string } | { kind: "end"; id: string },
): Promise<void> {
  const action = order.kind === "start" ? "demo.start-scenario" : "demo.end-scenario";
  const decision = await authorise(ctx, { permission: "demo:control", action, target });
  if (!demo) throw new Fault("NotFound", worded("DemoAbsent"));
  await transact(ctx.db, ctx.now, async (unit) =>
    unit.audit({
      actor: ctx.actor,
      action,
      target,
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { ...order },
      decision,
      requestId: ctx.requestId,
    }),
  );
  if (order.kind === "start") await demo.start({ name: order.name, cluster: order.cluster });
  else await demo.end(order.id);
}
