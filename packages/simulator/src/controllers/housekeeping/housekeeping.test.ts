import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../kube/cluster-store";
import { livingCluster } from "../../living-cluster";

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: default }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1" }] }
`;
const named = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.name);

describe("an owner that is deleted", () => {
  it("takes along what belongs to it", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.pass(20);
    cluster.store.delete("deployments.apps", "default", "web");
    cluster.pass(20);
    expect(named(cluster.store.list("replicasets.apps"))).toEqual([]);
    expect(cluster.pods()).toHaveLength(0);
    expect(cluster.failures).toEqual([]);
  });

  it("in the foreground goes last", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.pass(20);
    let podsAtTheEnd = -1;
    cluster.store.subscribe(({ resource, type }) => {
      if (resource === "deployments.apps" && type === "DELETED") podsAtTheEnd = cluster.pods().length;
    });
    cluster.store.delete("deployments.apps", "default", "web", { propagationPolicy: "Foreground" });
    cluster.pass(20);
    expect(podsAtTheEnd).toBe(0);
  });

  it("that orphans leaves its own behind, freed", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.pass(20);
    cluster.store.delete("deployments.apps", "default", "web", { propagationPolicy: "Orphan" });
    cluster.pass(20);
    const [set] = cluster.store.list("replicasets.apps");
    expect(cluster.store.get("deployments.apps", "default", "web")).toBeUndefined();
    expect(set?.metadata.ownerReferences ?? []).toEqual([]);
    expect(cluster.pods()).toHaveLength(3);
  });
});

describe("a namespace", () => {
  it("has a default account from the start, and is gone with all that it held", () => {
    const cluster = livingCluster();
    cluster.apply("apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n");
    cluster.pass(1);
    expect(named(cluster.store.list("serviceaccounts", "shop"))).toEqual(["default"]);
    cluster.apply(WEB.replace("namespace: default", "namespace: shop"));
    cluster.pass(20);
    cluster.store.delete("namespaces", null, "shop");
    cluster.pass(1);
    expect(cluster.find("namespaces", null, "shop").metadata.deletionTimestamp).toBeDefined();
    cluster.pass(60);
    expect(cluster.store.get("namespaces", null, "shop")).toBeUndefined();
    expect(cluster.pods("shop")).toHaveLength(0);
    expect(cluster.store.list("serviceaccounts", "shop")).toHaveLength(0);
    expect(cluster.failures).toEqual([]);
  });
});

describe("a disruption budget", () => {
  it("says how many pods may go, and counts those that are missing", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.apply(
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web, namespace: default }\nspec: { minAvailable: 2, selector: { matchLabels: { app: web } } }\n",
    );
    cluster.pass(20);
    const statusOf = () => cluster.find("poddisruptionbudgets.policy", "default", "web").status;
    expect(statusOf()).toMatchObject({ disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 });
    cluster.store.delete("pods", "default", cluster.pods()[0]?.metadata.name ?? "");
    cluster.pass(0);
    expect(statusOf()).toMatchObject({ disruptionsAllowed: 0, currentHealthy: 2, expectedPods: 3 });
    cluster.pass(20);
    expect(statusOf()).toMatchObject({ disruptionsAllowed: 1, currentHealthy: 3 });
  });
});

describe("a Service", () => {
  it("sends to the pods that it selects, and shows which are ready and which are on their way out", () => {
    const cluster = livingCluster();
    cluster.apply(WEB);
    cluster.apply(
      "apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: default }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }\n",
    );
    cluster.pass(20);
    type Slice = KubeObject & {
      readonly endpoints: readonly { conditions: object; targetRef: { name: string } }[];
      readonly ports: object[];
    };
    const slice = () => cluster.store.list("endpointslices.discovery.k8s.io")[0] as Slice;
    expect(slice().endpoints.map(({ conditions }) => conditions)).toEqual(
      Array.from({ length: 3 }, () => ({ ready: true, serving: true, terminating: false })),
    );
    expect(slice().ports).toEqual([{ name: "", port: 8080, protocol: "TCP" }]);
    const going = cluster.pods()[0]?.metadata.name ?? "";
    cluster.store.delete("pods", "default", going);
    cluster.pass(0);
    expect(slice().endpoints.find(({ targetRef }) => targetRef.name === going)?.conditions).toEqual({
      ready: false,
      serving: true,
      terminating: true,
    });
    cluster.store.delete("services", "default", "web");
    cluster.pass(5);
    expect(cluster.store.list("endpointslices.discovery.k8s.io")).toEqual([]);
  });
});
