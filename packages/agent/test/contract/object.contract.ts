import { objectRead } from "@holdfast/contracts/queries/object-read";
import { describe, expect, it, vi } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { definition, NAMESPACE, paths, workload } from "./fixtures";
import { contractSuite } from "./suite";

const HOLE = "[redacted]";

/** `object.read`: one object as it is now, as far as it may be shown. */
export function describeObjects(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const read = (resource: string, name: string, namespace: string | null = NAMESPACE) =>
    suite.hub.ask(suite.agent, objectRead, { resource, namespace, name });

  describe("object.read", () => {
    it("shows the object whole but for the managers' bookkeeping, and cuts out what looks like a secret", async () => {
      const base = workload("read-one", 1);
      const [container] = base.spec.template.spec.containers;
      const env = [
        { name: "DB_PASSWORD", value: "hunter2" },
        { name: "MODE", value: "fast" },
      ];
      await suite.create(paths.deployments, {
        ...base,
        metadata: { name: "read-one", annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", note: "kept" } },
        spec: {
          ...base.spec,
          template: { ...base.spec.template, spec: { ...base.spec.template.spec, containers: [{ ...container, env }] } },
        },
      });
      const { refusal, object } = await read("deployments.apps", "read-one");
      expect(refusal).toBeNull();
      expect(object).toMatchObject({
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "read-one", annotations: { note: "kept" }, uid: expect.any(String), resourceVersion: expect.any(String) },
        spec: { replicas: 1 },
      });
      expect(JSON.stringify(object)).not.toMatch(/managedFields|last-applied|hunter2/);
      expect(JSON.stringify(object)).toContain(`{"name":"DB_PASSWORD","value":"${HOLE}"},{"name":"MODE","value":"fast"}`);
    });

    it("reads what is of no namespace, and says when there is nothing or no such kind", async () => {
      expect(await read("namespaces", NAMESPACE, null)).toMatchObject({ refusal: null, object: { kind: "Namespace" } });
      expect(await read("deployments.apps", "nowhere")).toMatchObject({ refusal: "NotFound", object: null });
      expect(await read("nothings.example.com", "nowhere")).toMatchObject({ refusal: "KindAbsent", object: null });
    });

    it("refuses Secrets before the cluster is asked, and names the remedy for a kind that the account may not read", async () => {
      await expect(read("secrets", "token")).rejects.toMatchObject({ message: expect.stringContaining("Secrets are never read") });
      await suite.create(paths.definitions, definition("read.example.com", "things", "Thing"));
      await vi.waitFor(async () => expect(await read("things.read.example.com", "one")).toMatchObject({ refusal: "KindForbidden" }), {
        timeout: 30_000,
      });
      expect((await read("things.read.example.com", "one")).message).toContain("--observe things.read.example.com");
      await suite.remove(paths.definitions, "things.read.example.com");
    });
  });
}
