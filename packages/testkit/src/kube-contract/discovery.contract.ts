import { describe, expect, it } from "vitest";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

interface AggregatedItem {
  readonly metadata: { readonly name?: string };
  readonly versions: readonly { readonly version: string; readonly resources: readonly { readonly resource: string }[] }[];
}

/** Discovery: what a client learns before it asks for anything. */
export function describeDiscovery(target: () => KubeTarget): void {
  const suite = contractSuite(target);

  describe("discovery", () => {
    it("says its version and that it is well", async () => {
      expect((await suite.client.get("/version")).body).toMatchObject({ major: "1", gitVersion: expect.stringMatching(/^v1\.\d+\.\d+/) });
      for (const path of ["/healthz", "/livez", "/readyz"]) {
        expect(await suite.client.get(path)).toMatchObject({ status: 200, text: "ok" });
      }
    });

    it("lists the core version and the groups", async () => {
      expect((await suite.client.get("/api")).body).toMatchObject({ kind: "APIVersions", versions: ["v1"] });
      const { body } = await suite.client.get("/apis");
      expect(body).toMatchObject({ kind: "APIGroupList", apiVersion: "v1" });
      const apps = (body.groups as { name: string }[]).find(({ name }) => name === "apps");
      expect(apps).toEqual({
        name: "apps",
        versions: [{ groupVersion: "apps/v1", version: "v1" }],
        preferredVersion: { groupVersion: "apps/v1", version: "v1" },
      });
      expect((await suite.client.get("/apis/apps")).body).toMatchObject({ kind: "APIGroup", name: "apps" });
    });

    it("lists the resources of a version with their verbs and doors", async () => {
      const { body } = await suite.client.get("/apis/apps/v1");
      expect(body).toMatchObject({ kind: "APIResourceList", groupVersion: "apps/v1" });
      const resources = body.resources as { name: string }[];
      expect(resources).toContainEqual(
        expect.objectContaining({
          ...{ name: "deployments", singularName: "deployment", namespaced: true, kind: "Deployment", shortNames: ["deploy"] },
          verbs: ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
        }),
      );
      expect(resources).toContainEqual(
        expect.objectContaining({
          name: "deployments/scale",
          group: "autoscaling",
          version: "v1",
          kind: "Scale",
          verbs: ["get", "patch", "update"],
        }),
      );
      expect(resources).toContainEqual(expect.objectContaining({ name: "deployments/status", kind: "Deployment" }));
    });

    it("tells cluster-wide resources from namespaced ones", async () => {
      const resources = (await suite.client.get("/api/v1")).body.resources as { name: string; namespaced: boolean }[];
      const isNamespaced = (name: string) => resources.find((resource) => resource.name === name)?.namespaced;
      expect([isNamespaced("nodes"), isNamespaced("pods"), isNamespaced("namespaces")]).toEqual([false, true, false]);
    });

    it("gives everything at once to those who ask for the aggregated form", async () => {
      const answer = await suite.client.get("/apis", { accept: `${AGGREGATED},application/json` });
      expect(answer.headers["content-type"]).toBe(AGGREGATED);
      expect(answer.body).toMatchObject({ kind: "APIGroupDiscoveryList", apiVersion: "apidiscovery.k8s.io/v2" });
      const items = answer.body.items as unknown as AggregatedItem[];
      const apps = items.find(({ metadata }) => metadata.name === "apps");
      expect(apps?.versions[0]).toMatchObject({ version: "v1", freshness: "Current" });
      expect(apps?.versions[0]?.resources).toContainEqual(
        expect.objectContaining({ resource: "deployments", scope: "Namespaced", singularResource: "deployment" }),
      );
      const core = (await suite.client.get("/api", { accept: AGGREGATED })).body.items as unknown as AggregatedItem[];
      expect(core[0]?.versions[0]?.resources.map(({ resource }) => resource)).toContain("pods");
    });

    it("answers what it does not serve with a Status of NotFound or MethodNotAllowed", async () => {
      expect(await suite.client.get("/apis/apps/v1/nonesuch")).toMatchObject({
        status: 404,
        body: {
          kind: "Status",
          status: "Failure",
          reason: "NotFound",
          message: "the server could not find the requested resource",
          code: 404,
        },
      });
      expect(await suite.client.put(suite.path("configmaps"), {})).toMatchObject({
        status: 405,
        body: { reason: "MethodNotAllowed", message: "the server does not allow this method on the requested resource", code: 405 },
      });
    });
  });
}
