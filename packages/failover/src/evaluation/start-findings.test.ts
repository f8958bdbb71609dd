import type { PlanFinding } from "@holdfast/contracts/gate";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { evaluationSuite } from "../../test/evaluation-suite";
import { fillInventory, type InventoryRow, inBank } from "../../test/inventory";

const db = suiteDatabase();
const suite = evaluationSuite(db);

const IMAGE = "registry.bank.example/core:1";
const codes = ["ImageNotPulled", "ReferenceMissing", "ReferencesUnproven", "ImagesUnproven"];
const brief = (findings: readonly PlanFinding[]) =>
  findings.filter(({ code }) => codes.includes(code)).map(({ step, severity, code }) => `${step} ${severity} ${code}`);

const template = { secretRefs: ["db-login"], configMapRefs: ["settings"], containers: [] };
const workload = (ready: number): InventoryRow[] => [
  inBank("deployments.apps", "core", { template }, { uid: "w", kind: "Deployment", ready, desired: 3, images: [IMAGE] }),
  inBank("replicasets.apps", "core-a", {}, { uid: "rs", owner: { kind: "Deployment", name: "core", uid: "w" } }),
];
const pod = (name: string, reason: string | null, more: Partial<InventoryRow> = {}): InventoryRow =>
  inBank(
    "pods",
    name,
    { phase: reason === null ? "Running" : "Pending", containers: [{ name: "app", ...(reason && { state: "waiting", reason }) }] },
    { owner: { kind: "ReplicaSet", name: "core-a", uid: "rs" }, images: [IMAGE], ready: reason === null ? 1 : 0, desired: 1, ...more },
  );
const failedMount = (name: string): InventoryRow =>
  inBank("events", `${name}.1`, { reason: "FailedMount", message: 'secret "db-login" not found', regarding: { kind: "Pod", name } });

async function found(rows: readonly InventoryRow[], replicas = 10) {
  const scene = await suite.aScene((step) => [step.scale(replicas)]);
  const own = (uid: string | undefined) => uid && `${uid}-${scene.planId}`;
  await fillInventory(
    db,
    scene.pair.standby.id,
    rows.map((row) => ({
      ...row,
      ...(row.uid && { uid: own(row.uid) ?? "" }),
      ...(row.owner && { owner: { ...row.owner, uid: own(row.owner.uid) } }),
    })),
  );
  return scene.evaluate();
}

describe("the pods that a step adds", () => {
  it.each<[string, InventoryRow[], string[]]>([
    ["run already, so all that they refer to is there", [...workload(1), pod("a", null)], []],
    ["can't get their image", [...workload(0), pod("a", "ImagePullBackOff")], ["scale-up blocking ImageNotPulled"]],
    [
      "can't get their image, though others run",
      [...workload(1), pod("a", null), pod("b", "ErrImagePull")],
      ["scale-up warning ImageNotPulled"],
    ],
    ["miss what a container refers to", [...workload(0), pod("a", "CreateContainerConfigError")], ["scale-up blocking ReferenceMissing"]],
    [
      "miss what a volume is made of",
      [...workload(0), pod("a", "ContainerCreating"), failedMount("a")],
      ["scale-up blocking ReferenceMissing"],
    ],
    [
      "start just now",
      [...workload(0), pod("a", "ContainerCreating")],
      ["scale-up warning ReferencesUnproven", "scale-up warning ImagesUnproven"],
    ],
    ["are the first ones", workload(0), ["scale-up warning ReferencesUnproven", "scale-up warning ImagesUnproven"]],
    [
      "are the first ones of an image that others run",
      [...workload(0), pod("a", null, { owner: { kind: "ReplicaSet", name: "x", uid: "other" } })],
      ["scale-up warning ReferencesUnproven"],
    ],
  ])("are judged by what pods show: %s", async (_, rows, expected) => {
    expect(brief(await found(rows))).toEqual(expected);
  });

  it("are named with what waits, and with what can't be seen", async () => {
    const waiting = await found([...workload(0), pod("core-1", "ImagePullBackOff")]);
    expect(waiting.find(({ code }) => code === "ImageNotPulled")?.message).toMatch(/pod core-1 waits with ImagePullBackOff/);
    const first = await found(workload(0));
    expect(first.find(({ code }) => code === "ReferencesUnproven")?.message).toMatch(/Secrets db-login and ConfigMaps settings/);
  });

  it("are none where a step takes some away", async () => {
    expect(brief(await found([...workload(0), pod("a", "ImagePullBackOff")], 0))).toEqual([]);
  });
});
