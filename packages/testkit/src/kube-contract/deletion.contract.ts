import { describe, expect, it } from "vitest";
import { configMap, deployment } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

/** Deletion: finalizers, preconditions, propagation, collections, namespaces. */
export function describeDeletion(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const maps = () => suite.path("configmaps");
  const create = async (name: string, metadata: object = {}) => (await suite.client.post(maps(), configMap(name, {}, metadata))).body;

  describe("a deletion", () => {
    it("of an object that nothing holds answers with a Status, and the object is gone", async () => {
      const { metadata } = await create("plain");
      expect((await suite.client.delete(`${maps()}/plain`)).body).toEqual({
        ...{ kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" },
        details: { name: "plain", kind: "configmaps", uid: metadata?.uid },
      });
      expect((await suite.client.get(`${maps()}/plain`)).body).toMatchObject({
        ...{ code: 404, reason: "NotFound", message: 'configmaps "plain" not found', details: { name: "plain", kind: "configmaps" } },
      });
    });

    it("waits for finalizers, and happens when the last is removed", async () => {
      await create("held", { finalizers: ["example.com/hold"] });
      const marked = (await suite.client.delete(`${maps()}/held`)).body;
      expect(marked).toMatchObject({
        kind: "ConfigMap",
        metadata: { deletionTimestamp: expect.any(String), finalizers: ["example.com/hold"] },
      });
      const again = (await suite.client.delete(`${maps()}/held`)).body;
      expect(again.metadata?.resourceVersion).toBe(marked.metadata?.resourceVersion);
      await suite.client.patch(`${maps()}/held`, { metadata: { finalizers: null } });
      expect((await suite.client.get(`${maps()}/held`)).status).toBe(404);
    });

    it("admits no new finalizers while it waits", async () => {
      await create("late", { finalizers: ["example.com/hold"] });
      await suite.client.delete(`${maps()}/late`);
      const refused = await suite.client.patch(`${maps()}/late`, { metadata: { finalizers: ["example.com/hold", "example.com/more"] } });
      expect(refused.body).toMatchObject({ code: 422, message: expect.stringContaining("no new finalizers can be added") });
      await suite.client.patch(`${maps()}/late`, { metadata: { finalizers: null } });
    });

    it("of another object than meant is a conflict", async () => {
      await create("meant");
      const byUid = await suite.client.delete(`${maps()}/meant`, { preconditions: { uid: "other" } });
      expect(byUid.body).toMatchObject({
        code: 409,
        reason: "Conflict",
        message: expect.stringContaining("the UID in the precondition (other)"),
      });
      const byVersion = await suite.client.delete(`${maps()}/meant`, { preconditions: { resourceVersion: "1" } });
      expect(byVersion.body).toMatchObject({ code: 409, message: expect.stringContaining("the ResourceVersion in the precondition (1)") });
      expect((await suite.client.get(`${maps()}/meant`)).status).toBe(200);
    });

    it("in the foreground, or that orphans, is a finalizer for the collector", async () => {
      const deployments = suite.path("apps/v1/deployments");
      await suite.client.post(deployments, deployment("front", {}, { finalizers: ["example.com/hold"] }));
      const front = (await suite.client.delete(`${deployments}/front?propagationPolicy=Foreground`)).body;
      expect(front.metadata?.finalizers).toEqual(expect.arrayContaining(["example.com/hold", "foregroundDeletion"]));
      expect(front.metadata).toMatchObject({ generation: 2, deletionTimestamp: expect.any(String) });
      await create("orphaning", { finalizers: ["example.com/hold"] });
      const orphaning = (await suite.client.delete(`${maps()}/orphaning`, { propagationPolicy: "Orphan" })).body;
      expect(orphaning.metadata?.finalizers).toEqual(expect.arrayContaining(["example.com/hold", "orphan"]));
      for (const path of [`${deployments}/front`, `${maps()}/orphaning`])
        await suite.client.patch(path, { metadata: { finalizers: null } });
    });

    it("in a way that does not exist is refused", async () => {
      await create("way");
      expect((await suite.client.delete(`${maps()}/way`, { propagationPolicy: "Sideways" })).body).toMatchObject({
        ...{ code: 422, details: { causes: [{ field: "propagationPolicy", reason: "FieldValueNotSupported" }] } },
      });
    });

    it("of a collection takes what is selected, and nothing else", async () => {
      for (const name of ["c1", "c2"]) await create(name, { labels: { collect: "yes" } });
      await create("c3");
      const { status, body } = await suite.client.delete(`${maps()}?labelSelector=collect%3Dyes`);
      expect(status).toBe(200);
      expect(body.kind).toBe("ConfigMapList");
      expect(body.items?.map(({ metadata }) => metadata?.name)).toEqual(["c1", "c2"]);
      expect((await suite.client.get(`${maps()}/c1`)).status).toBe(404);
      expect((await suite.client.get(`${maps()}/c3`)).status).toBe(200);
    });

    it("of what belongs to an owner that is gone follows by itself", async () => {
      const owner = await create("owner");
      const ownerReferences = [{ apiVersion: "v1", kind: "ConfigMap", name: "owner", uid: owner.metadata?.uid }];
      await create("owned", { ownerReferences });
      await suite.client.delete(`${maps()}/owner?propagationPolicy=Background`);
      await expect.poll(async () => (await suite.client.get(`${maps()}/owned`)).status, { timeout: 20_000 }).toBe(404);
    });
  });

  describe("a namespace", () => {
    it("that is deleted is Terminating, takes nothing new in, and goes with its content", async () => {
      const name = suite.unique("ending");
      const path = `/api/v1/namespaces/${name}`;
      const made = (await suite.client.post("/api/v1/namespaces", { metadata: { name } })).body;
      expect(made).toMatchObject({
        metadata: { labels: { "kubernetes.io/metadata.name": name } },
        spec: { finalizers: ["kubernetes"] },
        status: { phase: "Active" },
      });
      await suite.client.post(`${path}/configmaps`, configMap("holding", {}, { finalizers: ["example.com/hold"] }));
      expect((await suite.client.delete(path)).body).toMatchObject({
        status: { phase: "Terminating" },
        metadata: { deletionTimestamp: expect.any(String) },
      });
      expect((await suite.client.post(`${path}/configmaps`, configMap("late"))).body).toMatchObject({
        ...{ code: 403, reason: "Forbidden", details: { causes: [{ reason: "NamespaceTerminating" }] } },
        message: `configmaps "late" is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
      });
      await expect
        .poll(async () => (await suite.client.get(`${path}/configmaps/holding`)).body.metadata?.deletionTimestamp, { timeout: 20_000 })
        .toBeDefined();
      expect((await suite.client.get(path)).status).toBe(200);
      await suite.client.patch(`${path}/configmaps/holding`, { metadata: { finalizers: null } });
      await expect.poll(async () => (await suite.client.get(path)).status, { timeout: 30_000 }).toBe(404);
    });

    it("of the system cannot be deleted", async () => {
      expect((await suite.client.delete("/api/v1/namespaces/kube-system?dryRun=All")).body).toMatchObject({
        ...{ code: 403, message: 'namespaces "kube-system" is forbidden: this namespace may not be deleted' },
      });
    });
  });
}
