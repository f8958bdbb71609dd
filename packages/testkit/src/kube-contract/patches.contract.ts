import { beforeAll, describe, expect, it } from "vitest";
import { configMap, container, containersOf, deployment, podTemplate } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const inTemplate = (...containers: object[]) => ({ spec: { template: { spec: { containers } } } });

/** The three patches that change an object. */
export function describePatches(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const map = () => suite.path("configmaps", "patched");
  const web = () => suite.path("apps/v1/deployments", "web");
  const client = () => suite.client;

  beforeAll(async () => {
    await suite.client.post(suite.path("configmaps"), configMap("patched", { a: "1", b: "2" }));
    const template = podTemplate("web", [
      container("main", { env: [{ name: "A", value: "1" }], ports: [{ containerPort: 80 }] }),
      container("side"),
    ]);
    await suite.client.post(suite.path("apps/v1/deployments"), deployment("web", { template }));
  });

  describe("a JSON patch", () => {
    it("does its operations in order", async () => {
      const patch = [
        { op: "test", path: "/data/a", value: "1" },
        { op: "replace", path: "/data/a", value: "9" },
        { op: "add", path: "/metadata/annotations", value: { note: "x" } },
        { op: "move", from: "/data/b", path: "/data/c" },
      ];
      const { status, body } = await client().patch(map(), patch, "json");
      expect(status).toBe(200);
      expect(body.data).toEqual({ a: "9", c: "2" });
      expect(body.metadata?.annotations).toEqual({ note: "x" });
    });

    it("is refused as a whole when a test or a path fails", async () => {
      const before = (await client().get(map())).body;
      for (const last of [
        { op: "test", path: "/data/a", value: "wrong" },
        { op: "remove", path: "/data/nope" },
      ]) {
        const refused = await client().patch(map(), [{ op: "add", path: "/data/new", value: "1" }, last], "json");
        expect(refused.body).toMatchObject({ reason: "Invalid", code: 422 });
      }
      expect((await client().get(map())).body.data).toEqual(before.data);
    });

    it("has to be a list", async () => {
      expect((await client().patch(map(), {}, "json")).body).toMatchObject({ code: 400, reason: "BadRequest" });
    });
  });

  describe("a merge patch", () => {
    it("merges fields, removes by null, and replaces lists", async () => {
      expect((await client().patch(map(), { data: { d: "4", c: null } })).body.data).toMatchObject({ d: "4" });
      expect((await client().get(map())).body.data).not.toHaveProperty("c");
      const { body } = await client().patch(web(), inTemplate(container("only")));
      expect(containersOf(body).map(({ name }) => name)).toEqual(["only"]);
      await client().patch(web(), inTemplate(container("main", { ports: [{ containerPort: 80 }] }), container("side")));
    });

    it("with a version is a conflict when the version is not the last", async () => {
      expect((await client().patch(map(), { metadata: { resourceVersion: "1" }, data: { z: "1" } })).body).toMatchObject({
        code: 409,
        reason: "Conflict",
      });
    });

    it("that changes nothing writes nothing", async () => {
      const before = (await client().get(map())).body.metadata?.resourceVersion;
      expect((await client().patch(map(), { data: { d: "4" } })).body.metadata?.resourceVersion).toBe(before);
    });

    it("is checked like any write", async () => {
      expect((await client().patch(web(), { spec: { replicas: -5 } })).body).toMatchObject({
        code: 422,
        details: { causes: [{ field: "spec.replicas" }] },
      });
      expect((await client().patch(web(), { metadata: { name: "other" } })).body).toMatchObject({ code: 400 });
      expect((await client().patch(`${map()}-none`, { data: {} })).body).toMatchObject({ code: 404, reason: "NotFound" });
      expect((await client().patch(map(), "{")).body).toMatchObject({
        code: 400,
        message: expect.stringContaining("error decoding patch"),
      });
    });
  });

  describe("a strategic merge patch", () => {
    it("merges containers by name, ports by number and variables by name", async () => {
      const patch = inTemplate({ name: "main", env: [{ name: "B", value: "2" }], ports: [{ containerPort: 81 }] });
      const [main, side] = containersOf((await client().patch(web(), patch, "strategic")).body);
      expect(main).toMatchObject({ name: "main", image: "registry.example/app:1", env: [{ name: "B", value: "2" }] });
      expect(main?.ports).toEqual(
        expect.arrayContaining([expect.objectContaining({ containerPort: 80 }), expect.objectContaining({ containerPort: 81 })]),
      );
      expect(side).toMatchObject({ name: "side" });
    });

    it("adds a list item that is new before the others, or where it is told", async () => {
      const added = await client().patch(web(), inTemplate(container("new")), "strategic");
      expect(containersOf(added.body).map(({ name }) => name)).toEqual(["new", "main", "side"]);
      const order = [{ name: "side" }, { name: "last" }, { name: "main" }, { name: "new" }];
      const patch = { spec: { template: { spec: { "$setElementOrder/containers": order, containers: [container("last")] } } } };
      const ordered = await client().patch(web(), patch, "strategic");
      expect(containersOf(ordered.body).map(({ name }) => name)).toEqual(["side", "last", "main", "new"]);
    });

    it("deletes a list item by its key", async () => {
      const patch = inTemplate({ $patch: "delete", name: "new" }, { $patch: "delete", name: "last" });
      expect(containersOf((await client().patch(web(), patch, "strategic")).body).map(({ name }) => name)).toEqual(["side", "main"]);
    });

    it("replaces a whole list or map when told to", async () => {
      const list = { spec: { template: { spec: { containers: [{ $patch: "replace" }, container("fresh")] } } } };
      expect(containersOf((await client().patch(web(), list, "strategic")).body).map(({ name }) => name)).toEqual(["fresh"]);
      const strategy = { spec: { strategy: { $patch: "replace", type: "Recreate" } } };
      expect((await client().patch(web(), strategy, "strategic")).body.spec?.strategy).toEqual({ type: "Recreate" });
    });

    it("keeps only named keys, and deletes from lists of plain values", async () => {
      const rolling = { spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } } } };
      await client().patch(web(), rolling, "strategic");
      const retained = { spec: { strategy: { $retainKeys: ["type"], type: "Recreate" } } };
      expect((await client().patch(web(), retained, "strategic")).body.spec?.strategy).toEqual({ type: "Recreate" });
      await client().patch(map(), { metadata: { finalizers: ["example.com/x", "example.com/y"] } }, "strategic");
      const one = { metadata: { "$deleteFromPrimitiveList/finalizers": ["example.com/x"] } };
      expect((await client().patch(map(), one, "strategic")).body.metadata?.finalizers).toEqual(["example.com/y"]);
      const none = { metadata: { "$deleteFromPrimitiveList/finalizers": ["example.com/y"] } };
      expect((await client().patch(map(), none, "strategic")).body.metadata?.finalizers).toBeUndefined();
    });

    it("merges conditions by their type", async () => {
      const status = (conditions: object[]) => ({ status: { conditions } });
      const condition = (type: string, reason: string) => ({ type, status: "True", reason, message: "" });
      const path = `${web()}/status`;
      await client().patch(path, status([condition("Custom", "First"), condition("Other", "First")]), "strategic");
      const { body } = await client().patch(path, status([condition("Custom", "Second")]), "strategic");
      const { conditions } = body.status as { conditions: { type: string; reason: string }[] };
      expect(conditions).toContainEqual(expect.objectContaining({ type: "Custom", reason: "Second" }));
      expect(conditions).toContainEqual(expect.objectContaining({ type: "Other", reason: "First" }));
    });
  });

  it("a patch in an unknown form is refused", async () => {
    const refused = await client().call("PATCH", map(), {}, { "content-type": "application/json" });
    expect(refused.body).toMatchObject({ code: 415, reason: "UnsupportedMediaType" });
  });
}
