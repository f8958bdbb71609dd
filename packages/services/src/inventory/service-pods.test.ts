import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import { podPattern } from "./pod-pattern";
import { servicePods } from "./service-pods";

const db = suiteDatabase();
const pod = (name: string, ownerKind: string | null = null, ownerName: string | null = null) => ({ name, ownerKind, ownerName });
const matches = (pattern: string | null, name: string) => new RegExp(`^(?:${pattern})$`).test(name);

describe("a pattern over the pods of a service", () => {
  it("also matches the pods of earlier revisions, and no namesake", () => {
    const pattern = podPattern([pod("core-5d9c-x1x2x", "ReplicaSet", "core-5d9c"), pod("core-5d9c-y1y2y", "ReplicaSet", "core-5d9c")]);
    expect(matches(pattern, "core-7f66-zzzzz")).toBe(true);
    expect(matches(pattern, "core-db-7f66-zzzzz")).toBe(false);
    expect(matches(pattern, "precore-7f66-zzzzz")).toBe(false);
  });

  it("knows how each controller calls its pods, and takes a dot for a dot", () => {
    const pattern = podPattern([pod("db-0", "StatefulSet", "db"), pod("log-ab12c", "DaemonSet", "log"), pod("lone.pod")]);
    for (const name of ["db-12", "log-zz99z", "lone.pod"]) expect(matches(pattern, name), name).toBe(true);
    for (const name of ["db-x", "lonexpod", "log"]) expect(matches(pattern, name), name).toBe(false);
  });

  it("is none for no pod", () => {
    expect(podPattern([])).toBeNull();
  });
});

describe("the pods behind a service", () => {
  it("are those that it selects, cluster by cluster; a service that selects nothing has none", async () => {
    const { settings } = await anInstallation(db);
    const [prod, dr] = [await aCluster(db, "prod"), await aCluster(db, "dr")];
    for (const [cluster, selector] of [
      [prod, { app: "core" }],
      [dr, {}],
    ] as const) {
      const { bootId } = await anAgent(settings, cluster.id);
      const upserts = [
        anInventoryRecord({
          uid: `${cluster.id}-s`,
          resource: "services",
          kind: "Service",
          namespace: "bank",
          name: "core",
          facts: { selector },
        }),
        anInventoryRecord({
          uid: `${cluster.id}-p`,
          namespace: "bank",
          name: "core-5d9c-x1x2x",
          labels: { app: "core", tier: "web" },
          owner: { kind: "ReplicaSet", name: "core-5d9c", uid: "rs" },
        }),
        anInventoryRecord({ uid: `${cluster.id}-o`, namespace: "bank", name: "other-0", labels: { app: "other" } }),
        anInventoryRecord({ uid: `${cluster.id}-n`, namespace: "pay", name: "core-1-2", labels: { app: "core" } }),
      ];
      await applyReport(settings, cluster.id, {
        bootId,
        seq: 1,
        messages: [{ type: "inventory.delta", observedAt: new Date().toISOString(), upserts, deletes: [] }],
      });
    }
    const patterns = await servicePods(theSystem(db), [prod, dr], { namespace: "bank", name: "core" });
    expect([...patterns]).toEqual([[prod.id, "core-[a-z0-9]+-[a-z0-9]+"]]);
    expect((await servicePods(theSystem(db), [prod], { namespace: "bank", name: "nowhere" })).size).toBe(0);
  });
});
