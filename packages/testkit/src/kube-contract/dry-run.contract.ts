import { describe, expect, it } from "vitest";
import { configMap, deployment } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

/** Dry runs: the answer of a write without the write. */
export function describeDryRun(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const maps = () => suite.path("configmaps");
  const live = (name: string) => suite.client.get(`${maps()}/${name}`);

  describe("a dry run", () => {
    it("of a creation answers with the whole object, and stores nothing", async () => {
      const { status, body } = await suite.client.post(`${suite.path("apps/v1/deployments")}?dryRun=All`, deployment("dry"));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        metadata: { name: "dry", uid: expect.any(String), generation: 1 },
        spec: { strategy: { type: "RollingUpdate" } },
      });
      expect(body.metadata?.resourceVersion).toBeUndefined();
      expect((await suite.client.get(suite.path("apps/v1/deployments", "dry"))).status).toBe(404);
    });

    it("of a creation is refused as the creation would be", async () => {
      await suite.client.post(maps(), configMap("there"));
      expect((await suite.client.post(`${maps()}?dryRun=All`, configMap("there"))).body).toMatchObject({
        code: 409,
        reason: "AlreadyExists",
      });
      expect((await suite.client.post(`${maps()}?dryRun=All`, configMap("Bad"))).body).toMatchObject({ code: 422, reason: "Invalid" });
    });

    it("of a change shows the change, with the generation that it would have", async () => {
      const path = suite.path("apps/v1/deployments", "shown");
      await suite.client.post(suite.path("apps/v1/deployments"), deployment("shown", { paused: true }));
      const { body } = await suite.client.patch(`${path}?dryRun=All`, { spec: { minReadySeconds: 9 } });
      expect(body).toMatchObject({ metadata: { generation: 2 }, spec: { minReadySeconds: 9 } });
      const after = (await suite.client.get(path)).body;
      expect(after).toMatchObject({ metadata: { generation: 1 } });
      expect(after.spec).not.toHaveProperty("minReadySeconds");
    });

    it("of an apply shows what it would own, or the conflict", async () => {
      await suite.client.apply(`${maps()}/applied`, configMap("applied", { a: "1" }), "one");
      const { body } = await suite.client.apply(`${maps()}/applied`, configMap("applied", { b: "2" }), "two", "&dryRun=All");
      expect(body.data).toEqual({ a: "1", b: "2" });
      expect(body.metadata?.managedFields?.map(({ manager }) => manager)).toEqual(["one", "two"]);
      const conflict = await suite.client.apply(`${maps()}/applied`, configMap("applied", { a: "2" }), "two", "&dryRun=All");
      expect(conflict.status).toBe(409);
      expect((await live("applied")).body.data).toEqual({ a: "1" });
      expect((await suite.client.apply(`${maps()}/unborn`, configMap("unborn"), "one", "&dryRun=All")).status).toBe(201);
      expect((await live("unborn")).status).toBe(404);
    });

    it("of a scaling, of a replacement and of deletions leaves everything as it is", async () => {
      const web = suite.path("apps/v1/deployments", "web");
      await suite.client.post(suite.path("apps/v1/deployments"), deployment("web", { paused: true, replicas: 1 }));
      expect((await suite.client.patch(`${web}/scale?dryRun=All`, { spec: { replicas: 7 } })).body).toMatchObject({
        spec: { replicas: 7 },
      });
      expect((await suite.client.get(web)).body.spec).toMatchObject({ replicas: 1 });
      await suite.client.post(maps(), configMap("kept", { a: "1" }, { labels: { kept: "yes" } }));
      await suite.client.put(`${maps()}/kept?dryRun=All`, configMap("kept", { a: "2" }));
      expect((await suite.client.delete(`${maps()}/kept?dryRun=All`)).body).toMatchObject({ kind: "Status", status: "Success" });
      await suite.client.delete(`${maps()}?labelSelector=kept&dryRun=All`);
      expect((await live("kept")).body.data).toEqual({ a: "1" });
    });

    it("is All or nothing", async () => {
      expect((await suite.client.post(`${maps()}?dryRun=Some`, configMap("some"))).body).toMatchObject({
        ...{ code: 422, reason: "Invalid", details: { causes: [{ field: "dryRun", reason: "FieldValueNotSupported" }] } },
      });
    });
  });
}
