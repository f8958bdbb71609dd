import { transact } from "@holdfast/db/transact";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { recordSilence } from "../agents/record-silence";
import { agentDetail } from "./agent-detail";

const db = suiteDatabase();
const detail = (clusterId: string) => agentDetail(theSystem(db), clusterId, "holdfast.test");

describe("the agent of a cluster", () => {
  it("has neither identity nor hello nor orders before it came", async () => {
    const { id } = await aCluster(db, "empty");
    expect(await detail(id)).toMatchObject({ identity: null, hello: null, queue: { waiting: 0, oldestIssuedAt: null, newest: [] } });
  });

  it("has the hello of its boot, also after it fell silent", async () => {
    const { settings } = await anInstallation(db);
    const { id } = await aCluster(db, "prod");
    const { bootId } = await anAgent(settings, id);
    const came = (await detail(id)).hello;
    expect(came).toMatchObject({ bootId, protocol: 1, hubId: settings.hubId, ackedSeq: 0 });
    await recordSilence(settings, id, new Date(Date.now() + 5000), "no heartbeat");
    const silent = await detail(id);
    expect(silent.cluster.link.state).toBe("unreachable");
    expect(silent.hello?.at.getTime()).toBeLessThanOrEqual((came?.at.getTime() ?? 0) + 1000);
  });

  it("has the orders that it did not answer yet, without those that ran out, and the newest of all", async () => {
    const { id: clusterId } = await aCluster(db, "queued");
    const order = (name: string, lifetimeMs: number) =>
      transact(
        db,
        () => new Date(),
        async (unit) =>
          unit.order({
            id: uuid(),
            clusterId,
            name,
            input: {},
            scope: "s",
            epoch: 1n,
            idempotencyKey: uuid(),
            expiresAt: new Date(Date.now() + lifetimeMs),
          }),
      );
    await order("workload.scale", -1000);
    await order("policy.apply", 60_000);
    await order("policy.apply", 60_000);
    await db.prisma.command.updateMany({ where: { clusterId, seq: 3 }, data: { outcome: "succeeded", finishedAt: new Date() } });
    const { queue } = await detail(clusterId);
    expect(queue.waiting).toBe(1);
    expect(queue.oldestIssuedAt).toBeInstanceOf(Date);
    expect(queue.newest.map(({ seq, name, outcome }) => [seq, name, outcome])).toEqual([
      [3, "policy.apply", "succeeded"],
      [2, "policy.apply", null],
      [1, "workload.scale", null],
    ]);
  });

  it("does not exist for who may not see its cluster", async () => {
    const { id } = await aCluster(db, "hidden");
    const payer = await aPerson(db, "payer", ["viewer"], { matchLabels: { team: "pay" } });
    await expect(agentDetail(payer.as(), id, "holdfast.test")).rejects.toMatchObject({ code: "NotFound" });
  });
});
