import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { ownerTree } from "./owner-tree";

const db = suiteDatabase();
let clusterId: ClusterId;
let [viewer, stranger] = [] as unknown as [Person, Person];

const owned = (kind: string, uid: string) => ({ owner: { kind, name: uid, uid } });
const tree = async (uid: string, person = viewer) => ownerTree(person.as(), { clusterId, uid: uid as ObjectUid });
const drawn = async (uid: string) =>
  (await tree(uid)).nodes.map(({ kind, name, depth, isSelf }) => `${"-".repeat(depth)}${kind} ${name}${isSelf ? " *" : ""}`);

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  clusterId = (await aCluster(db, "prod", { labels: { team: "pay" } })).id;
  const { bootId } = await anAgent(settings, clusterId);
  const upserts = [
    anInventoryRecord({ uid: "web", resource: "deployments.apps", kind: "Deployment" }),
    anInventoryRecord({ uid: "web-a", resource: "replicasets.apps", kind: "ReplicaSet", ...owned("Deployment", "web") }),
    anInventoryRecord({ uid: "web-b", resource: "replicasets.apps", kind: "ReplicaSet", ...owned("Deployment", "web") }),
    anInventoryRecord({ uid: "pod-1", ...owned("ReplicaSet", "web-b") }),
    anInventoryRecord({ uid: "pod-2", health: "Degraded", ...owned("ReplicaSet", "web-b") }),
    anInventoryRecord({ uid: "orphan", ...owned("Rollout", "unknown") }),
    ...Array.from({ length: 210 }, (_, i) => anInventoryRecord({ uid: `many-${i}`, ...owned("Job", "job") })),
    anInventoryRecord({ uid: "job", resource: "jobs.batch", kind: "Job" }),
  ];
  const observedAt = new Date().toISOString();
  await applyReport(settings, clusterId, { bootId, seq: 1, messages: [{ type: "inventory.delta", observedAt, upserts, deletes: [] }] });
  viewer = await aPerson(db, "vera", ["viewer"]);
  stranger = await aPerson(db, "sam", ["viewer"], { matchLabels: { team: "other" } });
});

describe("the owner tree of an object", () => {
  it("leads from the root over the object to all that it owns, the ill before the healthy", async () => {
    expect(await drawn("web")).toEqual(["Deployment web *", "-ReplicaSet web-a", "-ReplicaSet web-b", "--Pod pod-2", "--Pod pod-1"]);
    expect(await drawn("web-b")).toEqual(["Deployment web", "-ReplicaSet web-b *", "--Pod pod-2", "--Pod pod-1"]);
    expect(await drawn("pod-1")).toEqual(["Deployment web", "-ReplicaSet web-b", "--Pod pod-1 *"]);
  });

  it("ends at an owner that nobody knows, and says when it owns more than is told", async () => {
    expect(await drawn("orphan")).toEqual(["Pod orphan *"]);
    const { nodes, isCut } = await tree("job");
    expect([nodes.length, isCut]).toEqual([201, true]);
    expect((await tree("web")).isCut).toBe(false);
  });

  it("is not for those who may not see the cluster", async () => {
    await expect(tree("web", stranger)).rejects.toMatchObject({ code: "NotFound" });
  });
});
