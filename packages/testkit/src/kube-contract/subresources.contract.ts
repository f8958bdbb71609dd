import { beforeAll, describe, expect, it } from "vitest";
import { deployment, strandedPod } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

/** Scale, status, eviction and logs. */
export function describeSubresources(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const web = () => suite.path("apps/v1/deployments", "web");
  const pod = (name: string) => suite.path("pods", name);

  beforeAll(async () => {
    // Paused, so that no controller makes pods of it.
    await suite.client.post(suite.path("apps/v1/deployments"), deployment("web", { paused: true, replicas: 2 }));
  });

  describe("the scale", () => {
    it("shows replicas wanted and running, and the selector as text", async () => {
      const { body } = await suite.client.get(`${web()}/scale`);
      expect(body).toMatchObject({
        ...{ kind: "Scale", apiVersion: "autoscaling/v1", spec: { replicas: 2 }, status: { selector: "app=web" } },
        metadata: { name: "web", namespace: suite.namespace, uid: expect.any(String), resourceVersion: expect.any(String) },
      });
    });

    it("is set by a PUT and by a patch, and is the Deployment's own number", async () => {
      const scale = {
        apiVersion: "autoscaling/v1",
        kind: "Scale",
        metadata: { name: "web", namespace: suite.namespace },
        spec: { replicas: 4 },
      };
      expect((await suite.client.put(`${web()}/scale`, scale)).body).toMatchObject({ kind: "Scale", spec: { replicas: 4 } });
      expect((await suite.client.patch(`${web()}/scale`, { spec: { replicas: 5 } })).body).toMatchObject({ spec: { replicas: 5 } });
      expect((await suite.client.get(web())).body.spec).toMatchObject({ replicas: 5 });
    });

    it("with a version is a conflict when the version is not the last", async () => {
      const metadata = { name: "web", namespace: suite.namespace, resourceVersion: "1" };
      const stale = await suite.client.put(`${web()}/scale`, {
        apiVersion: "autoscaling/v1",
        kind: "Scale",
        metadata,
        spec: { replicas: 1 },
      });
      expect(stale.body).toMatchObject({ code: 409, reason: "Conflict", details: { name: "web", group: "apps", kind: "deployments" } });
    });

    it("cannot be negative, and is not there for what is not there", async () => {
      expect((await suite.client.patch(`${web()}/scale`, { spec: { replicas: -1 } })).body).toMatchObject({
        ...{ code: 422, reason: "Invalid", details: { group: "autoscaling", kind: "Scale", causes: [{ field: "spec.replicas" }] } },
      });
      expect((await suite.client.get(`${web()}-none/scale`)).body).toMatchObject({ code: 404, reason: "NotFound" });
    });
  });

  describe("the status", () => {
    it("cannot be set through the object, nor the spec through the status", async () => {
      await suite.client.patch(web(), { status: { collisionCount: 7 } });
      expect((await suite.client.get(web())).body.status).not.toMatchObject({ collisionCount: 7 });
      const { body } = await suite.client.patch(`${web()}/status`, { spec: { minReadySeconds: 99 }, status: { collisionCount: 8 } });
      expect(body.status).toMatchObject({ collisionCount: 8 });
      expect(body.spec).not.toHaveProperty("minReadySeconds");
    });

    it("of a new object is the server's, not the caller's", async () => {
      const { body } = await suite.client.post(suite.path("apps/v1/deployments"), { ...deployment("stat"), status: { replicas: 7 } });
      expect(body.status).toEqual({});
      const made = await suite.client.post(suite.path("pods"), { ...strandedPod("fresh", {}), status: { phase: "Running" } });
      expect(made.body.status).toMatchObject({ phase: "Pending", qosClass: "BestEffort" });
    });

    it("is replaced as a whole by a PUT", async () => {
      const live = (await suite.client.get(web())).body;
      const { body } = await suite.client.put(`${web()}/status`, {
        ...{ ...live, metadata: { ...live.metadata, resourceVersion: undefined }, status: { collisionCount: 9 } },
      });
      expect(body.status).toEqual({ collisionCount: 9 });
    });
  });

  describe("a pod", () => {
    const run = (name: string) =>
      suite.client.patch(
        `${pod(name)}/status`,
        { status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] } },
        "strategic",
      );

    it("that a node runs is given its time to end, and goes at once when told", async () => {
      await suite.client.post(suite.path("pods"), strandedPod("graceful", { app: "graceful" }));
      await run("graceful");
      const ending = (await suite.client.delete(pod("graceful"))).body;
      expect(ending).toMatchObject({ kind: "Pod", metadata: { deletionTimestamp: expect.any(String), deletionGracePeriodSeconds: 30 } });
      expect((await suite.client.get(pod("graceful"))).status).toBe(200);
      expect((await suite.client.delete(`${pod("graceful")}?gracePeriodSeconds=0`)).body.kind).toBe("Pod");
      expect((await suite.client.get(pod("graceful"))).status).toBe(404);
    });

    it("is not evicted while its disruption budget forbids it", async () => {
      await suite.client.post(suite.path("pods"), strandedPod("guarded", { app: "guarded" }));
      await run("guarded");
      const budgets = suite.path("policy/v1/poddisruptionbudgets");
      const spec = { minAvailable: 1, selector: { matchLabels: { app: "guarded" } } };
      await suite.client.post(budgets, { metadata: { name: "guard" }, spec });
      await expect
        .poll(async () => (await suite.client.get(`${budgets}/guard`)).body.status, { timeout: 20_000 })
        .toMatchObject({ currentHealthy: 1, desiredHealthy: 1, disruptionsAllowed: 0, expectedPods: 1 });
      const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name: "guarded", namespace: suite.namespace } };
      expect((await suite.client.post(`${pod("guarded")}/eviction`, eviction)).body).toMatchObject({
        ...{ code: 429, reason: "TooManyRequests", message: "Cannot evict pod as it would violate the pod's disruption budget." },
        details: {
          causes: [{ reason: "DisruptionBudget", message: "The disruption budget guard needs 1 healthy pods and has 1 currently" }],
        },
      });
      await suite.client.delete(`${budgets}/guard`);
      expect(await suite.client.post(`${pod("guarded")}/eviction`, eviction)).toMatchObject({
        status: 201,
        body: { kind: "Status", status: "Success" },
      });
      expect((await suite.client.get(pod("guarded"))).body.metadata?.deletionTimestamp).toBeDefined();
    });

    it("is named by an eviction as by its path", async () => {
      const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name: "other", namespace: suite.namespace } };
      expect((await suite.client.post(`${pod("fresh")}/eviction`, eviction)).body).toMatchObject({ code: 400, reason: "BadRequest" });
      expect((await suite.client.post(`${pod("other")}/eviction`, eviction)).body).toMatchObject({ code: 404, reason: "NotFound" });
    });

    it("cannot be moved to another node", async () => {
      const moved = await suite.client.patch(pod("fresh"), { spec: { nodeName: "elsewhere" } });
      expect(moved.body).toMatchObject({
        code: 422,
        reason: "Invalid",
        message: expect.stringContaining("pod updates may not change fields other than"),
      });
    });

    it("has no log when it is not there", async () => {
      expect((await suite.client.get(`${pod("nobody")}/log`)).body).toMatchObject({ code: 404, message: 'pods "nobody" not found' });
    });
  });
}
