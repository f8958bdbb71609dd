import { describe, expect, it, vi } from "vitest";
import { createClock } from "../controllers/simulation-clock";
import type { Pod } from "../kube/types/pod";
import type { Deployment } from "../kube/types/workload";
import { createSimulation } from "../simulation";
import { demoFleet } from "./demo-fleet";

// Much is computed at once here, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const START = new Date("2026-11-21T06:00:00Z");
/** The release that is made to fall over, so that there is something to see; it has reached production only. */
const BROKEN = { cluster: "prod-hangzhou", deployment: "settlement-export" };

describe("the demo fleet", () => {
  const failures: unknown[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: ({ err }: { err?: unknown }) => failures.push(err) };
  const simulation = createSimulation({ fleet: demoFleet(START), clock: createClock(START), log });
  const clusters = [...simulation.clusters.values()];

  it("is well after two minutes, but for what is broken on purpose", () => {
    simulation.tick(120_000);
    for (const [name, { store }] of simulation.clusters) {
      // What is stored under these resources has been checked as its kind.
      const deployments = store.list("deployments.apps") as readonly Deployment[];
      const lacking = deployments.filter(({ spec, status }) => (status?.availableReplicas ?? 0) < spec.replicas);
      expect(lacking.map(({ metadata }) => metadata.name)).toEqual(name === BROKEN.cluster ? [BROKEN.deployment] : []);
      const pods = store.list("pods") as readonly Pod[];
      expect(pods.filter(({ status }) => status.phase !== "Running").map(({ metadata }) => metadata.name)).toEqual([]);
      const claims = store.list("persistentvolumeclaims") as readonly { readonly status?: { readonly phase?: string } }[];
      expect(claims.every(({ status }) => status?.phase === "Bound")).toBe(true);
    }
    expect(failures).toEqual([]);
  });

  it("writes next to nothing in ten quiet minutes: no controller stirs up another", () => {
    const writes = new Map<string, number>();
    const stop = clusters.map(({ store }) => store.subscribe(({ resource }) => writes.set(resource, (writes.get(resource) ?? 0) + 1)));
    simulation.tick(600_000);
    for (const end of stop) end();
    // Each node renews its lease every ten seconds.
    expect(writes.get("leases.coordination.k8s.io")).toBe(24 * 60);
    writes.delete("leases.coordination.k8s.io");
    const total = [...writes.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThan(300);
    expect(failures).toEqual([]);
  });

  it.each([7, 11, 20261121, 42])(
    "has a standby that can carry the bank's core beside its own, wherever chance puts the pods (seed %i)",
    (seed) => {
      const moved = createSimulation({ fleet: { ...demoFleet(START), seed }, clock: createClock(START), log });
      moved.tick(60_000);
      const store = moved.clusters.get("dr-shanghai")?.store;
      store?.update("deployments.apps", "bank", "bank-core-service", (object) => ({
        ...object,
        spec: { ...(object.spec as object), replicas: 10 },
      }));
      moved.tick(60_000);
      expect(store?.get("deployments.apps", "bank", "bank-core-service")?.status).toMatchObject({ readyReplicas: 10 });
    },
  );
});
