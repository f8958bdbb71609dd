import type { Pair, StepText } from "./approved-run";

type More = Partial<StepText>;

/** The steps that most tests use, for the standby of a pair. */
export const stepsOf = ({ standby: { name: cluster } }: Pair) => ({
  scale: (replicas: number, more: More = {}): StepText => ({
    name: "scale-up",
    use: "workload.scale",
    with: { cluster, namespace: "bank", name: "core", replicas },
    ...more,
  }),
  istio: (share: number, more: More = {}): StepText => ({
    name: `mesh-${share}`,
    use: "istio.shift-weights",
    with: {
      cluster,
      namespace: "bank",
      name: "core",
      weights: [
        { host: "old", weight: 100 - share },
        { host: "new", weight: share },
      ],
    },
    ...more,
  }),
  gateway: (share: number, more: More = {}): StepText => ({
    name: `edge-${share}`,
    use: "gateway.shift-weights",
    with: {
      cluster,
      namespace: "bank",
      name: "edge",
      weights: [
        { name: "old", weight: 1 - share },
        { name: "new", weight: share },
      ],
    },
    ...more,
  }),
  http: (more: More = {}): StepText => ({
    name: "serves",
    use: "probe.http",
    with: { cluster, url: "http://core.bank/healthz", consecutive: 2, intervalMs: 100 },
    ...more,
  }),
  promql: (more: More = {}): StepText => ({
    name: "no-errors",
    use: "probe.promql",
    with: { cluster, query: "errors", comparison: "<", threshold: 0.01, consecutive: 2, intervalMs: 200 },
    ...more,
  }),
  ask: (more: More = {}): StepText => ({ name: "ask", use: "approval.wait", with: {}, ...more }),
  /** A step that never sees what it wants. */
  never: (more: More = {}): StepText => ({
    name: "never",
    use: "probe.http",
    with: { cluster, url: "http://nowhere.bank/", consecutive: 1, timeoutMs: 50 },
    timeoutSeconds: 1,
    ...more,
  }),
});
