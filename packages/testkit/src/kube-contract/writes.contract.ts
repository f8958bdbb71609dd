import { describe, expect, it } from "vitest";
import { configMap, container, deployment, podTemplate } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

/** Creation, replacement, defaults, rules, generations and versions. */
export function describeWrites(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const maps = () => suite.path("configmaps");
  const deployments = () => suite.path("apps/v1/deployments");

  describe("a creation", () => {
    it("gives an identity, and keeps the caller from choosing it", async () => {
      const chosen = { uid: "mine", creationTimestamp: "2001-01-01T00:00:00Z", deletionTimestamp: "2001-01-01T00:00:00Z" };
      const { status, body } = await suite.client.post(maps(), configMap("identity", {}, chosen));
      expect(status).toBe(201);
      expect(body.metadata).toMatchObject({ namespace: suite.namespace, resourceVersion: expect.stringMatching(/^\d+$/) });
      expect(body.metadata?.uid).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
      expect(body.metadata?.creationTimestamp).not.toContain("2001");
      expect(body.metadata?.deletionTimestamp).toBeUndefined();
    });

    it("makes a name of a prefix", async () => {
      const { body } = await suite.client.post(maps(), { metadata: { generateName: "made-" } });
      expect(body.metadata?.name).toMatch(/^made-[a-z0-9]{5}$/);
    });

    it("is refused when the name is taken", async () => {
      await suite.client.post(maps(), configMap("taken"));
      expect((await suite.client.post(maps(), configMap("taken"))).body).toMatchObject({
        ...{ kind: "Status", apiVersion: "v1", status: "Failure", reason: "AlreadyExists", code: 409 },
        message: 'configmaps "taken" already exists',
        details: { name: "taken", kind: "configmaps" },
      });
    });

    it("is refused in a namespace that is not there, or not the one of the path", async () => {
      expect((await suite.client.post("/api/v1/namespaces/nonesuch/configmaps", configMap("x"))).body).toMatchObject({
        ...{ code: 404, message: 'namespaces "nonesuch" not found', details: { name: "nonesuch", kind: "namespaces" } },
      });
      expect((await suite.client.post(maps(), configMap("x", {}, { namespace: "default" }))).body).toMatchObject({
        ...{ code: 400, message: "the namespace of the provided object does not match the namespace sent on the request" },
      });
    });

    it("completes a Deployment", async () => {
      const template = podTemplate("defaults", [
        container("main", { ports: [{ containerPort: 80 }], resources: { limits: { cpu: "0.5" } } }),
      ]);
      const { body } = await suite.client.post(deployments(), deployment("defaults", { template }));
      expect(body.metadata?.generation).toBe(1);
      expect(body.spec).toMatchObject({
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "25%", maxSurge: "25%" } },
        ...{ revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
        template: {
          spec: {
            ...{
              restartPolicy: "Always",
              dnsPolicy: "ClusterFirst",
              terminationGracePeriodSeconds: 30,
              schedulerName: "default-scheduler",
            },
            containers: [
              {
                ...{ ports: [{ containerPort: 80, protocol: "TCP" }], imagePullPolicy: "IfNotPresent", terminationMessagePolicy: "File" },
                resources: { limits: { cpu: "500m" } },
              },
            ],
          },
        },
      });
    });

    it("completes a Service and gives it an address that stays", async () => {
      const services = suite.path("services");
      const { body } = await suite.client.post(services, {
        metadata: { name: "svc" },
        spec: { ports: [{ port: 80 }], selector: { a: "b" } },
      });
      expect(body.spec).toMatchObject({
        type: "ClusterIP",
        sessionAffinity: "None",
        ports: [{ port: 80, targetPort: 80, protocol: "TCP" }],
      });
      expect(body.spec?.clusterIP).toMatch(/^10\./);
      const moved = await suite.client.patch(`${services}/svc`, { spec: { clusterIP: "10.0.9.9" } });
      expect(moved.body).toMatchObject({
        code: 422,
        details: { causes: [{ message: expect.stringContaining("may not change once set") }] },
      });
    });

    it("drops a field that the kind does not have, and warns; or refuses it when asked to be strict", async () => {
      const strange = deployment("strange", { nonsense: 1 });
      const warned = await suite.client.post(deployments(), strange);
      expect(warned.headers.warning).toBe('299 - "unknown field \\"spec.nonsense\\""');
      expect(warned.body.spec).not.toHaveProperty("nonsense");
      const refused = await suite.client.post(`${deployments()}?fieldValidation=Strict`, strange);
      expect(refused.body).toMatchObject({
        code: 400,
        message: expect.stringContaining('strict decoding error: unknown field "spec.nonsense"'),
      });
      const silent = await suite.client.post(`${deployments()}?fieldValidation=Ignore&dryRun=All`, deployment("silent", { nonsense: 1 }));
      expect(silent.headers.warning).toBeUndefined();
    });
  });

  describe("a refusal", () => {
    const replicas = {
      reason: "FieldValueInvalid",
      field: "spec.replicas",
      message: "Invalid value: -1: must be greater than or equal to 0",
    };

    it("of an invalid object names the field and the rule", async () => {
      expect((await suite.client.post(deployments(), deployment("bad", { replicas: -1 }))).body).toMatchObject({
        ...{ kind: "Status", status: "Failure", reason: "Invalid", code: 422 },
        message: `Deployment.apps "bad" is invalid: spec.replicas: ${replicas.message}`,
        details: { name: "bad", group: "apps", kind: "Deployment", causes: [replicas] },
      });
    });

    it("names all that is wrong at once", async () => {
      const { body } = await suite.client.post(deployments(), { metadata: { name: "bad" }, spec: { template: podTemplate("bad", []) } });
      expect(body.message).toMatch(/^Deployment\.apps "bad" is invalid: \[.*, .*\]$/);
      expect(body.details?.causes).toEqual(
        expect.arrayContaining([
          { reason: "FieldValueRequired", message: "Required value", field: "spec.selector" },
          { reason: "FieldValueRequired", message: "Required value", field: "spec.template.spec.containers" },
        ]),
      );
    });

    it.each([
      ["configmaps", { metadata: { name: "B_b" } }, "metadata.name", "lowercase RFC 1123 subdomain"],
      ["configmaps", { metadata: {} }, "metadata.name", "name or generateName is required"],
      ["configmaps", configMap("x", { "a b": "1" }), "data[a b]", "a valid config key"],
      ["configmaps", configMap("x", {}, { labels: { ok: "x y" } }), "metadata.labels", "a valid label must be"],
      ["configmaps", configMap("x", {}, { finalizers: ["x"] }), "metadata.finalizers[0]", "nor is it fully qualified"],
      [
        "apps/v1/deployments",
        deployment("x", { selector: { matchLabels: { a: "z" } } }),
        "spec.template.metadata.labels",
        "`selector` does not match",
      ],
      ["pods", { metadata: { name: "x" }, spec: { containers: [{ name: "c" }] } }, "spec.containers[0].image", "Required value"],
      [
        "pods",
        { metadata: { name: "x" }, spec: { containers: [container("c"), container("c")] } },
        "spec.containers[1].name",
        "Duplicate value",
      ],
      [
        "pods",
        {
          metadata: { name: "x" },
          spec: { containers: [container("c", { resources: { requests: { cpu: "4" }, limits: { cpu: "2" } } })] },
        },
        ...["spec.containers[0].resources.requests", "must be less than or equal to cpu limit of 2"],
      ],
      ["services", { metadata: { name: "x" }, spec: {} }, "spec.ports", "Required value"],
      [
        "persistentvolumeclaims",
        { metadata: { name: "x" }, spec: { accessModes: [], resources: { requests: { storage: "1Gi" } } } },
        ...["spec.accessModes", "at least 1 access mode is required"],
      ],
    ] as [string, object, string, string][])("of %s %j blames %s", async (resource, object, field, message) => {
      const { body } = await suite.client.post(suite.path(resource), object);
      expect(body).toMatchObject({ reason: "Invalid", code: 422 });
      expect(body.details?.causes).toContainEqual(expect.objectContaining({ field, message: expect.stringContaining(message) }));
    });

    it("of a value of the wrong type says which Go field it does not fit", async () => {
      expect((await suite.client.post(deployments(), deployment("typed", { replicas: "x" }))).body).toMatchObject({
        ...{ reason: "BadRequest", code: 400 },
        message:
          'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
      });
    });

    it("of another kind, of no JSON, of no known form and of too much of it", async () => {
      const { client } = suite;
      expect((await client.post(deployments(), { kind: "Pod", apiVersion: "v1", metadata: { name: "x" } })).body).toMatchObject({
        ...{ code: 400, message: expect.stringContaining("cannot be handled as a Deployment") },
      });
      expect((await client.post(deployments(), "{")).body).toMatchObject({ code: 400, reason: "BadRequest" });
      expect((await client.post(deployments(), "x", { "content-type": "text/plain" })).body).toMatchObject({
        code: 415,
        reason: "UnsupportedMediaType",
      });
      const large = configMap("large", { a: "a".repeat(3_200_000) });
      expect((await client.post(maps(), large)).body).toMatchObject({
        ...{ code: 413, reason: "RequestEntityTooLarge", message: "Request entity too large: limit is 3145728" },
      });
    });
  });

  describe("a replacement", () => {
    it("of a version that is not the last is a conflict", async () => {
      const { body } = await suite.client.post(maps(), configMap("versions"));
      await suite.client.patch(`${maps()}/versions`, { data: { b: "2" } });
      expect((await suite.client.put(`${maps()}/versions`, body)).body).toMatchObject({
        ...{ reason: "Conflict", code: 409, details: { name: "versions", kind: "configmaps" } },
        message:
          'Operation cannot be fulfilled on configmaps "versions": the object has been modified; please apply your changes to the latest version and try again',
      });
    });

    it("without a version replaces whatever is there", async () => {
      await suite.client.post(maps(), configMap("whatever", { a: "1", b: "2" }, { labels: { x: "y" } }));
      const { status, body } = await suite.client.put(`${maps()}/whatever`, configMap("whatever", { c: "3" }));
      expect(status).toBe(200);
      expect(body.data).toEqual({ c: "3" });
      expect(body.metadata?.labels).toBeUndefined();
    });

    it("by the same writes nothing: the version stays", async () => {
      const { body } = await suite.client.post(maps(), configMap("same"));
      const again = await suite.client.put(`${maps()}/same`, configMap("same"));
      expect(again.body.metadata?.resourceVersion).toBe(body.metadata?.resourceVersion);
    });

    it("is refused for another object: by name, by uid, or because there is none", async () => {
      const { body } = await suite.client.post(maps(), configMap("right"));
      expect((await suite.client.put(`${maps()}/other`, configMap("right"))).body).toMatchObject({
        ...{ code: 400, message: "the name of the object (right) does not match the name on the URL (other)" },
      });
      const otherUid = { ...body, metadata: { ...body.metadata, uid: "other", resourceVersion: undefined } };
      expect((await suite.client.put(`${maps()}/right`, otherUid)).body).toMatchObject({ code: 409, reason: "Conflict" });
      expect((await suite.client.put(`${maps()}/gone`, configMap("gone"))).body).toMatchObject({ code: 404, reason: "NotFound" });
    });

    it("cannot change a Deployment's selector, nor what an immutable ConfigMap says", async () => {
      await suite.client.post(deployments(), deployment("fixed"));
      const moved = deployment("fixed", { selector: { matchLabels: { app: "z" } }, template: podTemplate("z") });
      expect((await suite.client.put(`${deployments()}/fixed`, moved)).body.details?.causes).toMatchObject([
        { field: "spec.selector", message: expect.stringContaining("field is immutable") },
      ]);
      await suite.client.post(maps(), { ...configMap("frozen"), immutable: true });
      expect((await suite.client.patch(`${maps()}/frozen`, { data: { a: "2" } })).body).toMatchObject({
        ...{ code: 422, message: expect.stringContaining("field is immutable when `immutable` is set") },
      });
    });
  });

  describe("a generation", () => {
    it("grows with the spec, and with nothing else", async () => {
      await suite.client.post(deployments(), deployment("grows"));
      const path = `${deployments()}/grows`;
      expect((await suite.client.patch(path, { metadata: { labels: { a: "b" } } })).body.metadata?.generation).toBe(1);
      expect((await suite.client.patch(path, { spec: { paused: true } })).body.metadata?.generation).toBe(2);
      expect((await suite.client.patch(path, { spec: { paused: true } })).body.metadata?.generation).toBe(2);
      expect((await suite.client.patch(`${path}/status`, { status: { collisionCount: 1 } })).body.metadata?.generation).toBe(2);
    });

    it("is not counted for ConfigMaps", async () => {
      expect((await suite.client.post(maps(), configMap("uncounted"))).body.metadata?.generation).toBeUndefined();
    });
  });
}
