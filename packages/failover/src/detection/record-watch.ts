import type { VantageView, WatchView } from "@holdfast/contracts/arming";
import type { Json } from "@holdfast/contracts/json";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { storable } from "@holdfast/db/audit/storable";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact, type Unit } from "@holdfast/db/transact";
import { hubActor } from "../runner/run-context";
import type { HeldBack } from "./hold-back";
import type { WatchedPlan, WatchPorts } from "./watched-plans";

/** What one look has come to. */
export interface WatchNow {
  readonly state: WatchView["state"];
  readonly silentSince: Date | null;
  readonly vantages: readonly VantageView[];
  readonly seenFrom: ReadonlySet<string>;
  readonly heldBack: readonly HeldBack[];
}

/** What of it makes it another state of affairs for people: not the figures in it, which move all the time. */
export const gistOf = ({ state, heldBack }: Pick<WatchNow, "state"> & { readonly heldBack: readonly Pick<HeldBack, "code">[] }): string =>
  [state, ...heldBack.map(({ code }) => code).sort()].join(" ");

/** The words of a look for a reason: what each vantage saw. */
export const becauseOf = ({ primary }: WatchedPlan, vantages: readonly VantageView[]) =>
  worded("TriggeredBecause", { primary: primary.name, vantages: vantages.map(textOf) });

function tell(unit: Unit, ports: WatchPorts, plan: WatchedPlan, { state, vantages, heldBack }: WatchNow): void {
  const why = heldBack.map(({ said }) => said);
  unit.emit({
    type: "watch.changed",
    clusterIds: [plan.primary.id, plan.standby.id],
    subject: { kind: "arming", id: plan.armingId },
    payload: {
      ...{ plan: plan.planName, planId: plan.planId, primary: plan.primary.name, state, heldBack: heldBack.map(({ code }) => code) },
      ...(storable({ ...worded("Together", { texts: why.length > 0 ? why : vantages.map(textOf) }) } as unknown as Json) as object),
    },
  });
  if (state !== "lost") return;
  unit.audit({
    ...{ actor: hubActor(ports.hubId), action: why.length > 0 ? "failover.trigger" : "arming.confirm-loss" },
    target: { kind: "arming", id: plan.armingId, name: plan.planName, clusterId: null },
    outcome: why.length > 0 ? "refused" : "succeeded",
    reason: (why.length > 0 ? worded("Together", { texts: why }) : becauseOf(plan, vantages)).message.slice(0, 1024),
    ...{ before: null, after: { state, vantages: vantages.map(({ vantage, sight }) => `${vantage}: ${sight}`) } },
    ...{ decision: null, requestId: `arming:${plan.armingId}` },
  });
}

/** Keeps what was seen for the plan's page. `isNews`: it is another state of affairs, which is told, and of a loss is on record. */
export async function recordWatch(ports: WatchPorts, plan: WatchedPlan, now: WatchNow, isNews: boolean): Promise<void> {
  // Not audited but for a loss and what holds its run back: looking does nothing.
  await transact(ports.db, ports.now, async (unit) => {
    const data = {
      ...{ hubId: ports.hubId, state: now.state, lookedAt: ports.now(), silentSince: now.silentSince, seenFrom: [...now.seenFrom] },
      // Views and words are plain JSON.
      vantages: storable(now.vantages.map((each) => ({ ...each, at: each.at.toISOString() })) as unknown as Json) as Prisma.InputJsonValue,
      heldBack: storable(now.heldBack.map(({ code, said }) => ({ code, ...said })) as unknown as Json) as Prisma.InputJsonValue,
    };
    const { armingId } = plan;
    await unit.tx.armingWatch.upsert({ where: { armingId }, create: { armingId, ...data }, update: data });
    if (isNews) tell(unit, ports, plan, now);
  });
}
