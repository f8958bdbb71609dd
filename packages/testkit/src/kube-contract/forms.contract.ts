import { beforeAll, describe, expect, it } from "vitest";
import { configMap, deployment } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const form = (as: string) => ({ accept: `application/json;as=${as};v=v1;g=meta.k8s.io` });

/** The forms in which objects are answered: whole, as metadata, as a table; plain or compressed. */
export function describeForms(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const maps = () => suite.path("configmaps");
  const get = (query: string, headers: Record<string, string>) => suite.client.get(`${maps()}${query}`, headers);

  beforeAll(async () => {
    for (const name of ["a", "b"]) await suite.client.post(maps(), configMap(name, { x: "1", y: "2" }, { labels: { form: "yes" } }));
    await suite.client.post(suite.path("apps/v1/deployments"), deployment("web", { paused: true, replicas: 3 }));
  });

  describe("as metadata", () => {
    it("an object has nothing else", async () => {
      const { body } = await get("/a", form("PartialObjectMetadata"));
      expect(body).toMatchObject({
        kind: "PartialObjectMetadata",
        apiVersion: "meta.k8s.io/v1",
        metadata: { name: "a", labels: { form: "yes" } },
      });
      expect(Object.keys(body).toSorted()).toEqual(["apiVersion", "kind", "metadata"]);
    });

    it("a list pages as the whole one does", async () => {
      const { body } = await get("?limit=1&labelSelector=form", form("PartialObjectMetadataList"));
      expect(body).toMatchObject({
        ...{ kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1", metadata: { continue: expect.any(String) } },
        items: [{ kind: "PartialObjectMetadata", metadata: { name: "a" } }],
      });
      expect(body.items?.[0]).not.toHaveProperty("data");
    });

    it("a list cannot be had in the form of one object", async () => {
      expect((await get("", form("PartialObjectMetadata"))).body).toMatchObject({ code: 406, reason: "NotAcceptable" });
    });

    it("falls back to the next form that the client accepts", async () => {
      const accept = `${form("Nonesuch").accept},application/json`;
      expect((await get("/a", { accept })).body).toMatchObject({ kind: "ConfigMap", data: { x: "1" } });
      expect((await get("/a", { accept: `application/vnd.kubernetes.protobuf;q=0,${form("PartialObjectMetadata").accept}` })).status).toBe(
        200,
      );
    });

    it("is refused when the client accepts nothing that can be had", async () => {
      expect((await get("/a", { accept: "text/html" })).body).toMatchObject({ kind: "Status", code: 406, reason: "NotAcceptable" });
      expect((await get("/a", { accept: "text/html,*/*;q=0.8" })).status).toBe(200);
    });
  });

  describe("as a table", () => {
    it("has columns, and a row with metadata for each object", async () => {
      const { body } = await get("?labelSelector=form", form("Table"));
      expect(body).toMatchObject({ kind: "Table", apiVersion: "meta.k8s.io/v1", metadata: { resourceVersion: expect.any(String) } });
      const columns = body.columnDefinitions as { name: string; type: string; format: string; priority: number }[];
      expect(columns.map(({ name }) => name)).toEqual(["Name", "Data", "Age"]);
      expect(columns[0]).toMatchObject({ type: "string", format: "name", priority: 0 });
      expect(body.rows).toMatchObject([
        { cells: ["a", 2, expect.stringMatching(/^\d+s$/)], object: { kind: "PartialObjectMetadata", metadata: { name: "a" } } },
        { cells: ["b", 2, expect.any(String)] },
      ]);
    });

    it("can be had without objects, with whole ones, and of one object", async () => {
      expect((await get("?labelSelector=form&includeObject=None", form("Table"))).body.rows).toMatchObject([
        { object: null },
        { object: null },
      ]);
      expect((await get("/a?includeObject=Object", form("Table"))).body.rows).toMatchObject([
        { object: { kind: "ConfigMap", data: { x: "1" } } },
      ]);
      expect((await get("?includeObject=Half", form("Table"))).body).toMatchObject({ code: 400, reason: "BadRequest" });
    });

    it("shows of a workload what people look for", async () => {
      const { body } = await suite.client.get(suite.path("apps/v1/deployments"), form("Table"));
      const columns = (body.columnDefinitions as { name: string; priority: number }[]).map(({ name, priority }) => [name, priority]);
      expect(columns).toEqual([
        ...[
          ["Name", 0],
          ["Ready", 0],
          ["Up-to-date", 0],
          ["Available", 0],
          ["Age", 0],
          ["Containers", 1],
          ["Images", 1],
          ["Selector", 1],
        ],
      ]);
      expect(body.rows).toMatchObject([{ cells: ["web", "0/3", 0, 0, expect.any(String), "main", "registry.example/app:1", "app=web"] }]);
    });

    it.each([
      ["/api/v1/pods", "Name,Ready,Status,Restarts,Age,IP,Node,Nominated Node,Readiness Gates"],
      ["/api/v1/nodes", "Name,Status,Roles,Age,Version,Internal-IP,External-IP,OS-Image,Kernel-Version,Container-Runtime"],
      ["/api/v1/events", "Last Seen,Type,Reason,Object,Subobject,Source,Message,First Seen,Count,Name"],
      ["/api/v1/persistentvolumeclaims", "Name,Status,Volume,Capacity,Access Modes,StorageClass,VolumeAttributesClass,Age,VolumeMode"],
      ["/apis/apps/v1/statefulsets", "Name,Ready,Age,Containers,Images"],
      ["/apis/batch/v1/jobs", "Name,Status,Completions,Duration,Age,Containers,Images,Selector"],
      ["/apis/autoscaling/v2/horizontalpodautoscalers", "Name,Reference,Targets,MinPods,MaxPods,Replicas,Age"],
      ["/apis/policy/v1/poddisruptionbudgets", "Name,Min Available,Max Unavailable,Allowed Disruptions,Age"],
      ["/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies", "Name,Validations,ParamKind,Age"],
    ])("of %s has the columns %s", async (path, expected) => {
      const { body } = await suite.client.get(`${path}?limit=1`, form("Table"));
      expect((body.columnDefinitions as { name: string }[]).map(({ name }) => name).join(",")).toBe(expected);
    });
  });

  it("a large answer is compressed for those who can read it, and a small one is not", async () => {
    await suite.client.post(maps(), configMap("large", { a: "a".repeat(200_000) }));
    const large = await get("/large", { "accept-encoding": "gzip" });
    expect(large.headers["content-encoding"]).toBe("gzip");
    expect(large.body.data?.a).toHaveLength(200_000);
    expect((await get("/a", { "accept-encoding": "gzip" })).headers["content-encoding"]).toBeUndefined();
    expect((await get("/large", { "accept-encoding": "identity" })).headers["content-encoding"]).toBeUndefined();
  });
}
