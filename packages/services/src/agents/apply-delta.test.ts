import { createHash } from "node:crypto";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { applyReport } from "./apply-report";

const db = suiteDatabase();

describe("a report of objects", () => {
  it("is taken whatever somebody wrote as an image, and its other objects with it", async () => {
    const { settings } = await anInstallation(db);
    const cluster = await aCluster(db, "prod");
    const { bootId } = await anAgent(settings, cluster.id);
    // Three bytes a letter, and nothing that could be pressed together: longer than an index takes.
    const nonsense = Array.from({ length: 1024 }, (_, i) =>
      String.fromCharCode(0x4e00 + (createHash("md5").update(String(i)).digest().readUInt16BE(0) % 20_000)),
    ).join("");
    const report = (seq: number, images: string[]) => ({
      bootId,
      seq,
      messages: [
        {
          type: "inventory.delta" as const,
          observedAt: new Date().toISOString(),
          upserts: [anInventoryRecord({ uid: "odd", images }), anInventoryRecord({ uid: "plain", images: ["nginx:1"] })],
          deletes: [],
        },
      ],
    });
    await applyReport(settings, cluster.id, report(1, [nonsense]));
    expect(await db.prisma.inventoryObject.count()).toBe(2);
    await applyReport(settings, cluster.id, report(2, ["nginx:2"]));
    const images = (await db.prisma.inventoryImage.findMany()).map(({ image }) => image);
    expect(images).toEqual(expect.arrayContaining(["nginx:1", "nginx:2"]));
    expect(images).toHaveLength(3);
  });
});
