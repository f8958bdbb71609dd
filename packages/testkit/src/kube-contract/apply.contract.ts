import { describe, expect, it } from "vitest";
import { configMap, container, containersOf, deployment, podTemplate } from "./fixtures";
import type { KubeBody } from "./kube-client";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const managersOf = ({ metadata }: KubeBody) => metadata?.managedFields ?? [];
const managed = (body: KubeBody, manager: string) => managersOf(body).find((entry) => entry.manager === manager);
const paused = (name: string, spec: object = {}) => deployment(name, { paused: true, ...spec });

/** Server-side apply. */
export function describeApply(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const map = (name: string) => suite.path("configmaps", name);
  const web = (name: string) => suite.path("apps/v1/deployments", name);
  const applyMap = (name: string, data: Record<string, string>, manager: string, query = "", metadata: object = {}) =>
    suite.client.apply(map(name), configMap(name, data, metadata), manager, query);

  describe("an apply", () => {
    it("creates what is not there, and records what its manager said", async () => {
      const { status, body } = await applyMap("fresh", { a: "1" }, "one", "", { labels: { x: "y" } });
      expect(status).toBe(201);
      expect(managersOf(body)).toMatchObject([
        {
          ...{ manager: "one", operation: "Apply", apiVersion: "v1", fieldsType: "FieldsV1" },
          fieldsV1: { "f:data": { "f:a": {} }, "f:metadata": { "f:labels": { "f:x": {} } } },
        },
      ]);
    });

    it("of the same again writes nothing", async () => {
      const first = await applyMap("still", { a: "1" }, "one");
      const second = await applyMap("still", { a: "1" }, "one");
      expect(second.status).toBe(200);
      expect(second.body.metadata?.resourceVersion).toBe(first.body.metadata?.resourceVersion);
    });

    it("removes what its manager gave up, and only that", async () => {
      await applyMap("giving", { a: "1", b: "2" }, "one");
      await applyMap("giving", { c: "3" }, "two");
      const { body } = await applyMap("giving", { b: "2" }, "one");
      expect(body.data).toEqual({ b: "2", c: "3" });
    });

    it("keeps what another manager also said", async () => {
      await applyMap("shared", { a: "1" }, "one");
      await applyMap("shared", { a: "1" }, "two");
      expect((await applyMap("shared", {}, "one")).body.data).toEqual({ a: "1" });
      expect((await applyMap("shared", {}, "two")).body.data).toBeUndefined();
    });

    it("is a conflict when another manages the field with another value", async () => {
      await applyMap("fought", { a: "1" }, "one");
      expect((await applyMap("fought", { a: "2" }, "two")).body).toMatchObject({
        ...{ kind: "Status", reason: "Conflict", code: 409, message: 'Apply failed with 1 conflict: conflict with "one": .data.a' },
        details: { causes: [{ reason: "FieldManagerConflict", message: 'conflict with "one"', field: ".data.a" }] },
      });
    });

    it("names every field that it conflicts in, by the keys of lists", async () => {
      await suite.client.apply(web("named"), paused("named", { minReadySeconds: 1 }), "one");
      const template = podTemplate("named", [container("main", { image: "registry.example/app:2" })]);
      const { body } = await suite.client.apply(web("named"), paused("named", { minReadySeconds: 2, template }), "two");
      expect(body.message).toBe(
        'Apply failed with 2 conflicts: conflicts with "one":\n- .spec.minReadySeconds\n- .spec.template.spec.containers[name="main"].image',
      );
    });

    it("that is forced takes the field over", async () => {
      await applyMap("forced", { a: "1", b: "2" }, "one");
      const { status, body } = await applyMap("forced", { a: "2" }, "two", "&force=true");
      expect(status).toBe(200);
      expect(body.data).toEqual({ a: "2", b: "2" });
      expect(managed(body, "one")?.fieldsV1).toEqual({ "f:data": { "f:b": {} } });
      expect(managed(body, "two")?.fieldsV1).toEqual({ "f:data": { "f:a": {} } });
    });

    it("conflicts with an ordinary update too, and says by which version", async () => {
      await applyMap("updated", { a: "1" }, "one");
      await suite.client.patch(`${map("updated")}?fieldManager=editor`, { data: { a: "2" } });
      expect((await applyMap("updated", { a: "1" }, "one")).body.message).toBe(
        'Apply failed with 1 conflict: conflict with "editor" using v1: .data.a',
      );
    });

    it("conflicts with a scaling, and names the door", async () => {
      await suite.client.apply(web("scaled"), paused("scaled", { replicas: 2 }), "one");
      const scale = await suite.client.patch(`${web("scaled")}/scale?fieldManager=scaler`, { spec: { replicas: 3 } });
      expect(scale.status).toBe(200);
      const { body } = await suite.client.apply(web("scaled"), paused("scaled", { replicas: 2 }), "one");
      expect(body).toMatchObject({ code: 409, message: expect.stringContaining('"scaler" with subresource "scale" using apps/v1') });
    });

    it("that says what an update made it takes no field away from the updater", async () => {
      await applyMap("agreed", { a: "1" }, "one");
      await suite.client.patch(`${map("agreed")}?fieldManager=editor`, { data: { a: "2" } });
      const { body } = await applyMap("agreed", { a: "2" }, "one");
      expect(managed(body, "editor")?.fieldsV1).toMatchObject({ "f:data": { "f:a": {} } });
      expect(managed(body, "one")?.fieldsV1).toMatchObject({ "f:data": { "f:a": {} } });
    });

    it("merges lists by their keys, each item its manager's", async () => {
      const withEnv = (name: string, value: string) => podTemplate("lists", [{ name: "main", env: [{ name, value }] }]);
      await suite.client.apply(web("lists"), paused("lists"), "one");
      const { body } = await suite.client.apply(
        web("lists"),
        { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "lists" }, spec: { template: withEnv("TWO", "2") } },
        "two",
      );
      expect(containersOf(body)).toMatchObject([{ name: "main", image: "registry.example/app:1", env: [{ name: "TWO", value: "2" }] }]);
      expect(managed(body, "two")?.fieldsV1).toMatchObject({
        "f:spec": {
          "f:template": { "f:spec": { "f:containers": { 'k:{"name":"main"}': { "f:env": { 'k:{"name":"TWO"}': { "f:value": {} } } } } } },
        },
      });
    });

    it("drops a whole list item that its manager no longer names", async () => {
      const both = podTemplate("items", [container("main"), container("side")]);
      await suite.client.apply(web("items"), paused("items", { template: both }), "one");
      const { body } = await suite.client.apply(web("items"), paused("items", { template: podTemplate("items") }), "one");
      expect(containersOf(body).map(({ name }) => name)).toEqual(["main"]);
    });

    it("takes YAML", async () => {
      const yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml\ndata:\n  a: 'yes'\n";
      expect((await suite.client.apply(map("yaml"), yaml, "one")).body.data).toEqual({ a: "yes" });
    });

    it("needs a manager, and a name that fits the path", async () => {
      const headers = { "content-type": "application/apply-patch+yaml" };
      expect((await suite.client.call("PATCH", map("nobody"), configMap("nobody"), headers)).body).toMatchObject({
        ...{ code: 422, details: { causes: [{ field: "fieldManager", message: "Required value: is required for apply patch" }] } },
      });
      expect((await suite.client.apply(map("here"), configMap("there"), "one")).status).toBe(400);
    });

    it("of a status belongs to the status, and leaves the spec alone", async () => {
      await suite.client.apply(web("state"), paused("state"), "one");
      const state = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "state" }, status: { collisionCount: 4 } };
      const { status, body } = await suite.client.apply(`${web("state")}/status`, state, "observer");
      expect(status).toBe(200);
      expect(body.status).toMatchObject({ collisionCount: 4 });
      expect(managed(body, "observer")).toMatchObject({ subresource: "status", fieldsV1: { "f:status": { "f:collisionCount": {} } } });
      expect(managed(body, "one")?.fieldsV1).toHaveProperty("f:spec");
    });
  });

  describe("an update", () => {
    it("is recorded under the name of its manager, field by field", async () => {
      await suite.client.post(`${suite.path("configmaps")}?fieldManager=maker`, configMap("tracked", { a: "1", b: "2" }));
      const { body } = await suite.client.patch(`${map("tracked")}?fieldManager=editor`, { data: { b: "3" } });
      expect(managed(body, "maker")).toMatchObject({ operation: "Update", fieldsV1: { "f:data": { "f:a": {} } } });
      expect(managed(body, "maker")?.fieldsV1).not.toHaveProperty(["f:data", "f:b"]);
      expect(managed(body, "editor")).toMatchObject({ operation: "Update", fieldsV1: { "f:data": { "f:b": {} } } });
    });

    it("without a named manager goes by the user agent", async () => {
      const { body } = await suite.client.post(suite.path("configmaps"), configMap("agent"));
      expect(managed(body, "kube-contract")).toBeDefined();
    });

    it("can give all fields back to nobody", async () => {
      await suite.client.post(suite.path("configmaps"), configMap("reset"));
      const { body } = await suite.client.patch(map("reset"), { metadata: { managedFields: [{}] } });
      expect(managersOf(body)).toEqual([]);
    });
  });
}
