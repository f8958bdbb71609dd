import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../kube/cluster-store";
import type { Condition } from "../../kube/types/pod";
import type { Deployment } from "../../kube/types/workload";
import { type LivingCluster, livingCluster } from "../../living-cluster";
import { type MetricSource, noMetrics } from "./metric-source";

interface Scaler extends KubeObject {
  readonly status?: { readonly currentReplicas?: number; readonly desiredReplicas?: number; readonly conditions?: readonly Condition[] };
}

const sale = (replicas: number, metrics: string, behaviour = "") => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: sale, namespace: default }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: sale } }
  template:
    metadata: { labels: { app: sale } }
    spec: { containers: [{ name: sale, image: "sale:1", resources: { requests: { cpu: 100m, memory: 64Mi } } }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: sale, namespace: default }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: sale }
  minReplicas: 2
  maxReplicas: 20
  ${behaviour}
  metrics: [${metrics}]
`;
const ORDERS = '{ type: External, external: { metric: { name: orders }, target: { type: AverageValue, averageValue: "100" } } }';
const CPU = "{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }";

/** A cluster whose metrics a test sets; null is none. */
function scaled(manifest: string) {
  let orders: number | null = 0;
  let cpuMillis: number | null = null;
  const metrics: MetricSource = {
    ...noMetrics,
    external: () => orders,
    podUsage: () => (cpuMillis === null ? null : { cpuMillis, memoryBytes: 1 }),
  };
  const cluster = livingCluster({ metrics });
  cluster.apply(manifest);
  return {
    cluster,
    setOrders: (value: number | null) => {
      orders = value;
    },
    setCpu: (value: number | null) => {
      cpuMillis = value;
    },
  };
}
const replicasOf = (cluster: LivingCluster) => cluster.find<Deployment>("deployments.apps", "default", "sale").spec.replicas;
const scalerOf = (cluster: LivingCluster) => cluster.find<Scaler>("horizontalpodautoscalers.autoscaling", "default", "sale");
const conditionOf = (cluster: LivingCluster, type: string) => scalerOf(cluster).status?.conditions?.find((each) => each.type === type);

describe("an autoscaler", () => {
  it("gives as many replicas as a metric asks for, within its bounds, doubling at most every quarter of a minute", () => {
    const { cluster, setOrders } = scaled(sale(2, ORDERS));
    setOrders(1_500);
    cluster.pass(16);
    // Two, then four more or twice as many, whichever is more.
    expect(replicasOf(cluster)).toBe(6);
    expect(conditionOf(cluster, "ScalingLimited")).toMatchObject({ status: "True", reason: "ScaleUpLimit" });
    cluster.pass(60);
    expect(replicasOf(cluster)).toBe(15);
    expect(conditionOf(cluster, "ScalingLimited")).toMatchObject({ status: "False", reason: "DesiredWithinRange" });
    setOrders(10_000);
    cluster.pass(60);
    expect(replicasOf(cluster)).toBe(20);
    expect(conditionOf(cluster, "ScalingLimited")).toMatchObject({ status: "True", reason: "TooManyReplicas" });
    expect(cluster.failures).toEqual([]);
  });

  it("takes replicas away only when nothing has asked for them for five minutes", () => {
    const { cluster, setOrders } = scaled(sale(10, ORDERS));
    setOrders(1_000);
    cluster.pass(60);
    setOrders(100);
    cluster.pass(280);
    expect(replicasOf(cluster)).toBe(10);
    expect(conditionOf(cluster, "AbleToScale")).toMatchObject({ reason: "ScaleDownStabilized" });
    cluster.pass(60);
    expect(replicasOf(cluster)).toBe(2);
  });

  it("leaves things as they are without a metric, and says why", () => {
    const { cluster, setOrders } = scaled(sale(5, ORDERS));
    setOrders(null);
    cluster.pass(600);
    expect(replicasOf(cluster)).toBe(5);
    expect(conditionOf(cluster, "ScalingActive")).toMatchObject({ status: "False", reason: "FailedGetExternalMetric" });
    expect(cluster.warnings("sale")).toEqual(["FailedGetExternalMetric"]);
  });

  it("with one of two metrics missing goes up, and not down", () => {
    const { cluster, setOrders, setCpu } = scaled(sale(5, `${ORDERS}, ${CPU}`));
    setOrders(100);
    setCpu(null);
    cluster.pass(600);
    expect(replicasOf(cluster)).toBe(5);
    setOrders(800);
    cluster.pass(60);
    expect(replicasOf(cluster)).toBe(8);
  });

  it("goes by what pods use of what they ask for, and not for a tenth more or less", () => {
    const { cluster, setCpu } = scaled(sale(4, CPU));
    setCpu(54);
    cluster.pass(60);
    expect(replicasOf(cluster)).toBe(4);
    setCpu(100);
    cluster.pass(16);
    expect(replicasOf(cluster)).toBe(8);
  });

  it("does nothing for a target that somebody scaled to nothing", () => {
    const { cluster, setOrders } = scaled(sale(0, ORDERS));
    setOrders(1_000);
    cluster.pass(60);
    expect(replicasOf(cluster)).toBe(0);
    expect(conditionOf(cluster, "ScalingActive")).toMatchObject({ status: "False", reason: "ScalingDisabled" });
  });

  it("goes as fast as its rules say", () => {
    const behaviour = "behavior: { scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: Pods, value: 1, periodSeconds: 60 }] } }";
    const { cluster, setOrders } = scaled(sale(2, ORDERS, behaviour));
    setOrders(1_000);
    cluster.pass(50);
    expect(replicasOf(cluster)).toBe(3);
    cluster.pass(60);
    expect(replicasOf(cluster)).toBe(4);
  });
});
