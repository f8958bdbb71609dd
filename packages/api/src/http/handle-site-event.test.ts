import type { TriggerSource } from "@holdfast/db/generated/prisma/client";
import { createTriggerSource } from "@holdfast/services/trigger-sources/create-trigger-source";
import { revokeTriggerSource } from "@holdfast/services/trigger-sources/revoke-trigger-source";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { CloudEvent, HTTP } from "cloudevents";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../platform";
import { handleSiteEvent } from "./handle-site-event";

const db = suiteDatabase();
let platform: Platform;
let [ada, vera] = [] as unknown as [Person, Person];
beforeAll(async () => {
  platform = await aPlatform(db);
  await aCluster(db, "prod", { environment: "production" });
  [ada, vera] = [await aPerson(db, "ada", ["admin"]), await aPerson(db, "vera", ["viewer"])];
});
afterAll(() => platform.wakes.close());

let number = 0;
const aSource = () => createTriggerSource(ada.as(), { name: `watchdog-${++number}` });
const anEvent = (more: object = {}) =>
  new CloudEvent({ type: "dev.holdfast.site.lost", source: "https://watch.example/a", subject: "prod", id: `e-${++number}`, ...more });
type Mode = "structured" | "binary";
const send = (secret: string | null, event: CloudEvent<unknown>, mode: Mode = "structured", more: Record<string, string> = {}) => {
  const { headers, body } = HTTP[mode](event);
  const sent = { ...(headers as Record<string, string>), ...(secret ? { authorization: `Bearer ${secret}` } : {}), ...more };
  return handleSiteEvent(
    platform,
    new Request(`${TEST_ORIGIN}/api/triggers/events`, { method: "POST", headers: sent, body: (body as string | undefined) ?? null }),
  );
};
const reportsOf = (id: string) => db.prisma.primaryReport.findMany({ where: { sourceId: id }, orderBy: { receivedAt: "asc" } });

describe("a trigger source", () => {
  it.each(["structured", "binary"] as const)("reports in %s mode, as the CloudEvents SDK writes it", async (mode) => {
    const { id, secret } = await aSource();
    const lost = await send(secret, anEvent({ data: { any: "thing" } }), mode);
    expect([lost.status, await lost.json()]).toEqual([202, { isNew: true }]);
    await send(secret, anEvent({ type: "dev.holdfast.site.answers" }), mode);
    expect((await reportsOf(id)).map(({ sight }) => sight)).toEqual(["silent", "answers"]);
    expect((await auditOf(db, "trigger-source.report")).at(-1)).toMatchObject({ outcome: "succeeded", after: { cluster: "prod" } });
    expect(await db.prisma.run.count()).toBe(0);
  });

  it("that sends an event again is answered alike, and nothing is counted twice, also when both come at once", async () => {
    const { id, secret } = await aSource();
    const event = anEvent();
    const answers = await Promise.all([send(secret, event), send(secret, event), send(secret, event, "binary")]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    const again = await send(secret, event.cloneWith({ type: "dev.holdfast.site.answers" }));
    expect([again.status, await again.json()]).toEqual([200, { isNew: false }]);
    expect((await reportsOf(id)).map(({ sight }) => sight)).toEqual(["silent"]);
  });

  it("is known by its secret alone, of which the store keeps a hash", async () => {
    const { id, secret } = await aSource();
    const row = (await db.prisma.triggerSource.findUnique({ where: { id } })) as TriggerSource;
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(JSON.stringify((await auditOf(db, "trigger-source.create")).at(-1))).not.toContain(secret);
    for (const wrong of [null, "hfts_wrong", row.secretHash]) expect((await send(wrong, anEvent())).status).toBe(401);
    await revokeTriggerSource(ada.as(), id);
    expect((await send(secret, anEvent())).status).toBe(401);
    expect(await reportsOf(id)).toEqual([]);
  });

  it("is refused what is old, of the future, or of no cluster, and the refusal is on record", async () => {
    const { id, secret } = await aSource();
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    for (const event of [anEvent({ time: at(-700_000) }), anEvent({ time: at(120_000) }), anEvent({ subject: "nowhere" })]) {
      expect((await send(secret, event)).status).toBe(400);
      expect((await auditOf(db, "trigger-source.report")).at(-1)).toMatchObject({ outcome: "refused", target: { id } });
    }
    expect(await reportsOf(id)).toEqual([]);
  });

  it("is told which attribute is wrong, and that batches are not taken", async () => {
    const { secret } = await aSource();
    const wrong = await send(secret, anEvent({ type: "com.example.else" }));
    expect([wrong.status, ((await wrong.json()) as { message: string }).message]).toEqual([400, expect.stringContaining("type: ")]);
    const batch = await send(secret, anEvent(), "structured", { "content-type": "application/cloudevents-batch+json" });
    expect([batch.status, ((await batch.json()) as { message: string }).message]).toEqual([400, expect.stringContaining("Batches")]);
  });

  it("may not report without end", async () => {
    const { secret } = await aSource();
    const event = anEvent();
    let last = 200;
    for (let i = 0; i < 601 && last !== 429; i++) last = (await send(secret, event)).status;
    expect(last).toBe(429);
  });

  it("is made and revoked by an admin alone, and the refusals are on record", async () => {
    await expect(createTriggerSource(vera.as(), { name: "mine" })).rejects.toMatchObject({ code: "Forbidden" });
    const { id } = await aSource();
    await expect(revokeTriggerSource(vera.as(), id)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(createTriggerSource(ada.as(), { name: `watchdog-${number}` })).rejects.toMatchObject({ code: "AlreadyExists" });
    expect((await auditOf(db, "trigger-source.revoke")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: vera.id } });
  });
});
