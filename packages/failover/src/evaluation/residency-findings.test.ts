import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { evaluationSuite } from "../../test/evaluation-suite";
import { fillInventory, type InventoryRow, inBank } from "../../test/inventory";

const db = suiteDatabase();
const suite = evaluationSuite(db);

const bound = (resource: string, place: string, more: Partial<InventoryRow> = {}) =>
  inBank(resource, "data", { annotations: { "compliance/location": place } }, more);

/** A plan that acts in the namespace `bank`, from Hangzhou to Shanghai. */
async function aScene() {
  const scene = await suite.aScene((step) => [step.scale(4)], { failback: ({ primary }) => [{ ...backTo(primary.name) }] });
  const { primary, standby } = scene.pair;
  await db.prisma.cluster.update({ where: { id: primary.id }, data: { region: "cn-hangzhou" } });
  await db.prisma.cluster.update({ where: { id: standby.id }, data: { region: "cn-shanghai" } });
  const found = async (workflow: "activate" | "failback" = "activate") =>
    (await scene.evaluate(workflow)).filter(({ code }) => code === "ResidencyBroken");
  return { ...scene, found };
}
const backTo = (cluster: string) => ({
  name: "back",
  use: "workload.scale",
  with: { cluster, namespace: "bank", name: "core", replicas: 3 },
});

describe("where data may be", () => {
  it.each<[string, InventoryRow]>([
    ["a claim", bound("persistentvolumeclaims", "cn-hangzhou")],
    ["a Deployment", bound("deployments.apps", "cn-hangzhou")],
    ["a service", bound("services", "cn-hangzhou")],
    [
      "a namespace",
      { resource: "namespaces", kind: "Namespace", name: "bank", facts: { annotations: { "compliance/location": "cn-hangzhou" } } },
    ],
    ["a label", inBank("statefulsets.apps", "db", {}, { labels: { "compliance/location": "cn-hangzhou" } })],
    [
      "the volume of a claim",
      {
        ...bound("persistentvolumes", "cn-hangzhou"),
        facts: { claim: { namespace: "bank" }, annotations: { "compliance/location": "cn-hangzhou" } },
      },
    ],
  ])("blocks a plan that would bring %s where it may not be", async (_, row) => {
    const scene = await aScene();
    await fillInventory(db, scene.pair.primary.id, [row]);
    const found = await scene.found();
    expect(found).toMatchObject([{ step: null, severity: "blocking", object: expect.stringContaining(row.name) }]);
    expect(found[0]?.message).toMatch(/allows cn-hangzhou, and dr-\S+ is in cn-shanghai/);
    await db.prisma.cluster.update({ where: { id: scene.pair.standby.id }, data: { labels: { "compliance/location": "cn-hangzhou-b" } } });
    expect(await scene.found()).toEqual([]);
  });

  it("lets go where every place is allowed, and is not about what other namespaces have", async () => {
    const scene = await aScene();
    await fillInventory(db, scene.pair.primary.id, [
      bound("persistentvolumeclaims", "cn-hangzhou, cn-shanghai"),
      bound("services", "cn"),
      bound("persistentvolumeclaims", "eu", { namespace: "elsewhere" }),
      inBank("deployments.apps", "free", {}),
    ]);
    expect(await scene.found()).toEqual([]);
  });

  it("holds for what stands at the target already, and for the way back by the target of that", async () => {
    const scene = await aScene();
    await fillInventory(db, scene.pair.standby.id, [bound("persistentvolumeclaims", "cn-shanghai")]);
    expect(await scene.found()).toEqual([]);
    await db.prisma.protectionGroup.updateMany({
      where: { plans: { some: { id: scene.planId } } },
      data: { activeSite: scene.pair.standby.id },
    });
    expect(await scene.found("failback")).toMatchObject([{ severity: "blocking" }]);
  });

  it("is one finding for each place, which names some of the objects and how many there are", async () => {
    const scene = await aScene();
    const many = Array.from({ length: 40 }, (_, i) => bound("services", "eu", { name: `s${i}` }));
    await fillInventory(db, scene.pair.primary.id, [...many, bound("persistentvolumeclaims", "us")]);
    const found = await scene.found();
    expect(found).toHaveLength(2);
    expect(found.find(({ message }) => message.includes("eu"))?.message).toMatch(/^services bank\/s0, .*, … \(40\): /);
  });
});
