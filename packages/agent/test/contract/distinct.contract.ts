import { objectsDistinct } from "@holdfast/contracts/queries/objects-distinct";
import { describe, expect, it } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths, workload } from "./fixtures";
import { contractSuite } from "./suite";

/** `objects.distinct`: a resource as those who write it send it, what differs in nothing but its name as one. */
export function describeDistinct(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const page = (resource: string, after: string | null = null) => suite.hub.ask(suite.agent, objectsDistinct, { resource, after });

  describe("objects.distinct", () => {
    it("gives each object's name once, and what is equal but for the name once for all", async () => {
      const base = workload("distinct", 0);
      for (const name of ["distinct-a", "distinct-b"])
        await suite.create(paths.deployments, { ...base, metadata: { name, labels: { app: "distinct" } } });
      await suite.create(paths.deployments, { ...base, metadata: { name: "distinct-c", labels: { app: "other" } } });
      const { refusal, served, templates, members } = await page("deployments.apps");
      expect(refusal).toBeNull();
      expect(served).toEqual({ group: "apps", version: "v1", plural: "deployments", kind: "Deployment", isNamespaced: true });
      const [a, b, c] = ["distinct-a", "distinct-b", "distinct-c"].map((name) => members.find((member) => member.name === name));
      expect(a?.of).toBe(b?.of);
      expect(c?.of).not.toBe(a?.of);
      const template = templates[a?.of ?? -1];
      expect(template).toMatchObject({
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { namespace: NAMESPACE, labels: { app: "distinct" } },
      });
      expect(
        Object.keys(template?.metadata as object).filter((key) => /name$|uid|resourceVersion|generation|managedFields|creation/.test(key)),
      ).toEqual([]);
      expect(template).not.toHaveProperty("status");
    });

    it("reads on from where a page ended, and says when the API server does not know that place", async () => {
      expect(await page("namespaces")).toMatchObject({ refusal: null, next: null });
      expect(await page("nothings.example.com")).toMatchObject({ refusal: "KindAbsent", served: null });
      await expect(page("deployments.apps", "no such place")).rejects.toMatchObject({
        code: expect.stringMatching(/Unavailable|InvalidInput/),
      });
    });

    it("refuses Secrets before the cluster is asked", async () => {
      await expect(page("secrets")).rejects.toMatchObject({ message: expect.stringContaining("Secrets are never read") });
    });
  });
}
