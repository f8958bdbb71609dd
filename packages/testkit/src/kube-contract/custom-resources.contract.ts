import { beforeAll, describe, expect, it, vi } from "vitest";
import { widgetDefinition } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/** CustomResourceDefinitions, and what they define. */
export function describeCustomResources(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const group = suite.unique("widgets");
  const domain = `${group}.example.com`;
  const widgets = (version = "v1") => `/apis/${domain}/${version}/namespaces/${suite.namespace}/widgets`;
  const widget = (name: string, spec: object, more: object = {}) => ({
    apiVersion: `${domain}/v1`,
    kind: "Widget",
    metadata: { name },
    spec,
    ...more,
  });

  beforeAll(async () => {
    await suite.client.post(DEFINITIONS, widgetDefinition(domain));
    await vi.waitUntil(async () => (await suite.client.get(widgets())).status === 200, { timeout: 20_000, interval: 100 });
  });

  describe("a definition", () => {
    it("is established, with its names completed and accepted", async () => {
      const { body } = await suite.client.get(`${DEFINITIONS}/widgets.${domain}`);
      expect(body.spec).toMatchObject({ names: { singular: "widget", listKind: "WidgetList" }, conversion: { strategy: "None" } });
      const status = body.status as { conditions: object[]; storedVersions: string[]; acceptedNames: object };
      expect(status.conditions).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: "NamesAccepted", status: "True", reason: "NoConflicts" }),
          expect.objectContaining({ type: "Established", status: "True", reason: "InitialNamesAccepted" }),
        ]),
      );
      expect(status).toMatchObject({ storedVersions: ["v1"], acceptedNames: { kind: "Widget", plural: "widgets" } });
    });

    it("appears in discovery, all its versions, the best first", async () => {
      expect((await suite.client.get(`/apis/${domain}`)).body).toMatchObject({
        ...{ name: domain, preferredVersion: { version: "v1" }, versions: [{ version: "v1" }, { version: "v1beta1" }] },
      });
      const resources = (await suite.client.get(`/apis/${domain}/v1`)).body.resources as { name: string }[];
      expect(resources).toContainEqual(expect.objectContaining({ name: "widgets", kind: "Widget", namespaced: true, shortNames: ["wd"] }));
      expect(resources.map(({ name }) => name)).toContain("widgets/status");
    });

    it("has to be named after what it defines, and to have a schema and a stored version", async () => {
      const causes = async (definition: object) => (await suite.client.post(`${DEFINITIONS}?dryRun=All`, definition)).body.details?.causes;
      const good = widgetDefinition(`other.${domain}`);
      expect(await causes({ ...good, metadata: { name: "wrong" } })).toContainEqual(
        expect.objectContaining({ field: "metadata.name", message: expect.stringContaining('must be spec.names.plural+"."+spec.group') }),
      );
      const versions = [{ name: "v1", served: true, storage: true }];
      expect(await causes(widgetDefinition(`other.${domain}`, { versions }))).toContainEqual(
        expect.objectContaining({ field: "spec.versions[0].schema.openAPIV3Schema", reason: "FieldValueRequired" }),
      );
      expect(await causes(widgetDefinition(`other.${domain}`, { versions: [] }))).toContainEqual(
        expect.objectContaining({
          field: "spec.versions",
          message: expect.stringContaining("must have exactly one version marked as storage version"),
        }),
      );
    });
  });

  describe("a custom resource", () => {
    it("is completed by its schema, keeps what the schema keeps, and loses what it does not know", async () => {
      const { status, headers, body } = await suite.client.post(
        widgets(),
        widget("made", { size: 2, junk: 1, extra: { any: { thing: true } } }),
      );
      expect(status).toBe(201);
      expect(headers.warning).toContain('unknown field \\"spec.junk\\"');
      expect(body.spec).toEqual({ size: 2, colour: "red", extra: { any: { thing: true } } });
      expect(body.metadata?.generation).toBe(1);
    });

    it("is refused when it violates its schema, field by field", async () => {
      const { body } = await suite.client.post(widgets(), widget("bad", { size: 0, colour: "green" }));
      expect(body).toMatchObject({ code: 422, reason: "Invalid", details: { group: domain, kind: "Widget" } });
      expect(body.details?.causes).toEqual(
        expect.arrayContaining([
          {
            reason: "FieldValueInvalid",
            field: "spec.size",
            message: "Invalid value: 0: spec.size in body should be greater than or equal to 1",
          },
          {
            reason: "FieldValueNotSupported",
            field: "spec.colour",
            message: 'Unsupported value: "green": supported values: "red", "blue"',
          },
        ]),
      );
      expect((await suite.client.post(widgets(), widget("bad", {}))).body.details?.causes).toMatchObject([
        { field: "spec.size", reason: "FieldValueRequired" },
      ]);
      expect((await suite.client.post(widgets(), widget("bad", { size: "x" }))).body.details?.causes).toMatchObject([
        {
          field: "spec.size",
          reason: "FieldValueTypeInvalid",
          message: 'Invalid value: "string": spec.size in body must be of type integer: "string"',
        },
      ]);
    });

    it("has to say what it is", async () => {
      expect((await suite.client.post(widgets(), { metadata: { name: "mute" }, spec: { size: 1 } })).body).toMatchObject({
        code: 400,
        reason: "BadRequest",
      });
      expect((await suite.client.post(widgets(), widget("other", { size: 1 }, { apiVersion: "other/v1" }))).body).toMatchObject({
        ...{ code: 400, message: `the API version in the data (other/v1) does not match the expected API version (${domain}/v1)` },
      });
    });

    it("is served in every version, each item saying which", async () => {
      await suite.client.post(widgets(), widget("versions", { size: 3 }));
      const { body } = await suite.client.get(`${widgets("v1beta1")}?fieldSelector=metadata.name%3Dversions`);
      expect(body).toMatchObject({ kind: "WidgetList", apiVersion: `${domain}/v1beta1` });
      expect(body.items).toMatchObject([{ kind: "Widget", apiVersion: `${domain}/v1beta1`, spec: { size: 3 } }]);
      expect((await suite.client.get(`${widgets()}/versions`)).body.apiVersion).toBe(`${domain}/v1`);
    });

    it("keeps status and spec apart, and counts generations of the spec", async () => {
      await suite.client.post(widgets(), widget("apart", { size: 1 }, { status: { early: true } }));
      const path = `${widgets()}/apart`;
      expect((await suite.client.get(path)).body.status).toBeUndefined();
      const { body } = await suite.client.patch(`${path}/status`, { status: { done: true }, spec: { size: 9 } });
      expect(body).toMatchObject({ metadata: { generation: 1 }, spec: { size: 1 }, status: { done: true } });
      const changed = (await suite.client.patch(path, { spec: { size: 5 }, status: { done: false } })).body;
      expect(changed).toMatchObject({ metadata: { generation: 2 }, spec: { size: 5 }, status: { done: true } });
    });

    it("takes three patches, but no strategic one", async () => {
      await suite.client.post(widgets(), widget("patched", { size: 1, extra: { list: [1, 2] } }));
      const path = `${widgets()}/patched`;
      expect((await suite.client.patch(path, { spec: { extra: { list: [3] } } })).body.spec).toMatchObject({ extra: { list: [3] } });
      expect((await suite.client.patch(path, [{ op: "replace", path: "/spec/size", value: 4 }], "json")).body.spec).toMatchObject({
        size: 4,
      });
      expect((await suite.client.patch(path, { spec: { size: 5 } }, "strategic")).body).toMatchObject({
        code: 415,
        reason: "UnsupportedMediaType",
      });
      expect((await suite.client.apply(path, widget("patched", { size: 6 }), "one")).body).toMatchObject({
        ...{ code: 409, message: `Apply failed with 1 conflict: conflict with "kube-contract" using ${domain}/v1: .spec.size` },
      });
    });

    it("is replaced only by one who says which version", async () => {
      const { body } = await suite.client.post(widgets(), widget("replaced", { size: 1 }));
      const path = `${widgets()}/replaced`;
      const without = { ...body, metadata: { ...body.metadata, resourceVersion: undefined } };
      expect((await suite.client.put(path, without)).body).toMatchObject({
        ...{
          code: 422,
          details: { causes: [{ field: "metadata.resourceVersion", message: "Invalid value: 0: must be specified for an update" }] },
        },
      });
      expect((await suite.client.put(path, { ...body, spec: { size: 2 } })).body.spec).toMatchObject({ size: 2 });
    });

    it("has the columns that its definition asks for", async () => {
      const { body } = await suite.client.get(`${widgets()}?limit=1`, { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" });
      expect((body.columnDefinitions as { name: string }[]).map(({ name }) => name)).toEqual(["Name", "Size"]);
    });
  });

  it("a definition that is deleted takes its instances along, and is served no longer", async () => {
    const gone = `gone.${domain}`;
    const path = `/apis/${gone}/v1/namespaces/${suite.namespace}/widgets`;
    await suite.client.post(DEFINITIONS, widgetDefinition(gone));
    await expect.poll(async () => (await suite.client.get(path)).status, { timeout: 20_000 }).toBe(200);
    await suite.client.post(path, { ...widget("last", { size: 1 }), apiVersion: `${gone}/v1` });
    await suite.client.delete(`${DEFINITIONS}/widgets.${gone}`);
    await expect.poll(async () => (await suite.client.get(path)).status, { timeout: 20_000 }).toBe(404);
    await expect.poll(async () => (await suite.client.get(`${DEFINITIONS}/widgets.${gone}`)).status, { timeout: 20_000 }).toBe(404);
    await suite.client.delete(`${DEFINITIONS}/widgets.${domain}`);
  });
}
