import type { Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { aBulkWorld, type BulkWorld, ref, webs } from "../../test/a-bulk-world";
import { previewBulk } from "./preview-bulk";

const db = suiteDatabase();
let { prod, test, away, operator, viewer, partly } = {} as BulkWorld;
beforeAll(async () => {
  ({ prod, test, away, operator, viewer, partly } = await aBulkWorld(db));
});

describe("previewing an order for many objects", () => {
  const scale = { verb: "scale", replicas: 5, propagation: "Background" } as const;

  it("says of each object whether it would be ordered, and why not", async () => {
    const objects = [ref(test, "web-0"), ref(test, "web-1"), ref(test, "node"), ref(away, "web-1")];
    const preview = await previewBulk(operator.as(), { ...scale, selection: { by: "objects", objects } });
    expect(preview.objects.map(({ name, clusterName, gate }) => [clusterName, name, gate.phrase?.code ?? "met"])).toEqual([
      ["test", "web-0", "ScaledAlready"],
      ["test", "web-1", "met"],
      ["test", "node-1", "VerbNotOfKind"],
      ["away", "web-1", "NotOrderable"],
    ]);
    expect(preview).toMatchObject({ isCut: false, confirm: null });
    expect(preview.objects[1]).toMatchObject({ expectReplicas: 3 });
  });

  it("takes all that a search or a list finds, of the clusters that the caller may see, and refuses a search that cannot be read", async () => {
    const found = async (person: Person, query: string) =>
      (await previewBulk(person.as(), { ...scale, selection: { by: "search", query } })).objects;
    expect(await found(operator, "kind:deployments web-1")).toHaveLength(3 * 11);
    expect(new Set((await found(partly, "kind:deployments")).map(({ clusterName }) => clusterName))).toEqual(new Set(["prod"]));
    const list = { resources: ["deployments.apps" as never], clusterIds: [test.id], text: "web-1" };
    const listed = await previewBulk(operator.as(), { ...scale, selection: { by: "list", list } });
    expect(listed.objects.map(({ clusterName }) => clusterName)).toEqual(Array(11).fill("test"));
    await expect(found(operator, "nonsense:x")).rejects.toMatchObject({ code: "InvalidInput" });
  });

  it("asks for the number where production is touched, counting what would be ordered", async () => {
    const selection = { by: "objects", objects: [...webs(prod, 3), ref(away, "web-1")] } as const;
    expect((await previewBulk(operator.as(), { ...scale, selection: { ...selection, objects: [...selection.objects] } })).confirm).toBe(
      "2",
    );
  });

  it("tells a viewer which right is missing", async () => {
    const preview = await previewBulk(viewer.as(), { ...scale, selection: { by: "objects", objects: webs(test, 2) } });
    expect(preview.objects.map(({ gate }) => gate.phrase?.code)).toEqual(["PermissionMissing", "PermissionMissing"]);
  });
});
