import { expect, it } from "vitest";
import type { Pod } from "../kube/types/pod";
import { autoscalerMetrics } from "./autoscaler-metrics";
import { fakeFleet } from "./fake-fleet";

it("an autoscaler sees what the requests make of a pod, and what the cluster's Prometheus says", () => {
  const fleet = fakeFleet();
  const siteOf = (name: string) => fleet.sites.find((site) => site.name === name);
  const metrics = autoscalerMetrics(() => fleet.model, siteOf, fleet.now);
  // The fake holds what these read of a pod.
  const pod = fleet.prod.get("pods", "bank", "bank-core-service-0") as unknown as Pod;
  const before = metrics.podUsage("prod-hangzhou", pod);
  expect(before?.cpuMillis).toBeGreaterThan(500);
  expect(before?.memoryBytes).toBeGreaterThan(1e9);
  expect(metrics.podMetric("prod-hangzhou", pod, "container_memory_working_set_bytes")).toBeCloseTo(before?.memoryBytes ?? 0, -9);
  expect(metrics.external("dr-shanghai", "bank", "cnpg_pg_replication_lag", undefined)).toBeLessThan(1);
  expect(metrics.external("dr-shanghai", "bank", "nothing", undefined)).toBeNull();
  expect(metrics.external("dr-shanghai", "retail", "orders_per_second", undefined)).toBeNull();
  fleet.dr.deploy("retail", "flash-sale", 2);
  fleet.pass(5);
  expect(metrics.external("dr-shanghai", "retail", "orders_per_second", undefined)).toBe(0);
  expect(metrics.podUsage("nowhere", pod)).toBeNull();

  fleet.breakThings({ loadFactor: () => 2 });
  fleet.pass(5);
  expect(metrics.podUsage("prod-hangzhou", pod)?.cpuMillis).toBeGreaterThan((before?.cpuMillis ?? 0) * 1.3);
});
