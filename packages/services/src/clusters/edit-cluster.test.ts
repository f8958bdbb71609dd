import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { editCluster } from "./edit-cluster";
import { findCluster } from "./find-cluster";

const db = suiteDatabase();
const read = (name: string) => findCluster(theSystem(db), { name });

describe("editing a cluster", () => {
  it("changes region and labels, on record with before and after, and tells the pages", async () => {
    const { id: clusterId } = await aCluster(db, "prod", { region: "cn-hangzhou", labels: { team: "pay" } });
    const admin = await aPerson(db, "admin", ["admin"]);
    expect(await editCluster(admin.as(), { clusterId, region: "cn-beijing", labels: { team: "core" }, version: 1 })).toEqual({
      version: 2,
    });
    expect(await read("prod")).toMatchObject({ region: "cn-beijing", labels: { team: "core" }, version: 2 });
    expect(await auditOf(db, "cluster.edit")).toMatchObject([
      { outcome: "succeeded", before: { labels: { team: "pay" } }, after: { region: "cn-beijing", labels: { team: "core" } } },
    ]);
    expect(await db.prisma.event.count({ where: { type: "cluster.edited" } })).toBe(1);
  });

  it("is refused to an operator, and the refusal is on record", async () => {
    const { id: clusterId } = await aCluster(db, "kept", { labels: {} });
    const operator = await aPerson(db, "operator", ["operator"]);
    await expect(editCluster(operator.as(), { clusterId, region: "x", labels: {}, version: 1 })).rejects.toMatchObject({
      code: "Forbidden",
    });
    expect((await auditOf(db, "cluster.edit")).at(-1)).toMatchObject({ outcome: "refused", actor: { name: "operator" } });
    expect(await read("kept")).toMatchObject({ version: 1 });
  });

  it("never takes a cluster out of the reach of who edits it", async () => {
    const { id: clusterId } = await aCluster(db, "ours", { labels: { team: "pay" } });
    const payer = await aPerson(db, "payer", ["admin"], { matchLabels: { team: "pay" } });
    await expect(editCluster(payer.as(), { clusterId, region: "x", labels: { team: "core" }, version: 1 })).rejects.toMatchObject({
      code: "Forbidden",
    });
    await editCluster(payer.as(), { clusterId, region: "x", labels: { team: "pay", tier: "1" }, version: 1 });
    expect(await read("ours")).toMatchObject({ labels: { team: "pay", tier: "1" } });
  });

  it("loses no change of somebody who was faster", async () => {
    const { id: clusterId } = await aCluster(db, "raced");
    const admin = await aPerson(db, "racer", ["admin"]);
    const edits = await Promise.allSettled(
      ["a", "b"].map((team) => editCluster(admin.as(), { clusterId, region: "x", labels: { team }, version: 1 })),
    );
    expect(edits.map((edit) => edit.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(edits.find((edit) => edit.status === "rejected")).toMatchObject({ reason: { code: "VersionConflict" } });
    expect(await read("raced")).toMatchObject({ version: 2 });
  });
});

describe("finding a cluster", () => {
  it("goes by id and by name, and says the same of what is absent and of what is not for the reader", async () => {
    const { id: clusterId } = await aCluster(db, "hidden", { labels: { team: "core" } });
    expect((await findCluster(theSystem(db), { name: "hidden" })).id).toBe(clusterId);
    expect((await findCluster(theSystem(db), { clusterId })).name).toBe("hidden");
    const payer = await aPerson(db, "reader", ["viewer"], { matchLabels: { team: "pay" } });
    const said = await Promise.all(
      [{ name: "hidden" }, { name: "absent" }, { clusterId }].map((ref) =>
        findCluster(payer.as(), ref).catch((cause: Error) => cause.message),
      ),
    );
    expect(new Set(said).size).toBe(1);
  });
});
