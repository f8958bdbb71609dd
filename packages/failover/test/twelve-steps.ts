import type { Pair, StepText } from "./approved-run";

/** A machine that is very busy makes nobody late. */
const timeoutSeconds = 600;

/**
 * Twelve steps of every kind that does not wait for people, each with something to do. `turn` 1 moves a furnished pair over,
 * 2 moves it back, so that a pair can be used again.
 */
export function twelveSteps({ standby: { name: cluster } }: Pair, turn: 1 | 2 = 1): StepText[] {
  const share = turn === 1 ? 100 : 0;
  const scale = (name: string, replicas: number): StepText => ({
    name: `scale-${name}`,
    use: "workload.scale",
    with: { cluster, namespace: "bank", name, replicas: turn === 1 ? replicas : replicas - 2 },
  });
  const mesh = (name: string, to: number): StepText => ({
    name: `mesh-${name}-${to}`,
    use: "istio.shift-weights",
    with: {
      cluster,
      namespace: "bank",
      name,
      weights: [
        { host: "old", weight: 100 - to },
        { host: "new", weight: to },
      ],
    },
  });
  const edge = (name: string): StepText => ({
    name: `edge-${name}`,
    use: "gateway.shift-weights",
    with: {
      cluster,
      namespace: "bank",
      name,
      weights: [
        { name: "old", weight: 2 - turn === 1 ? 0 : 1 },
        { name: "new", weight: 2 - turn === 1 ? 1 : 0 },
      ],
    },
  });
  const all: StepText[] = [
    { name: "no-errors-before", use: "probe.promql", with: { cluster, query: "errors", comparison: "<", threshold: 1, consecutive: 1 } },
    scale("core", 10),
    scale("ledger", 4),
    scale("gate", 5),
    scale("batch", 6),
    mesh("core", 50),
    mesh("core", share),
    mesh("ledger", share),
    edge("edge"),
    edge("api"),
    { name: "serves", use: "probe.http", with: { cluster, url: "http://core.bank/healthz", consecutive: 1 } },
    { name: "no-errors-after", use: "probe.promql", with: { cluster, query: "errors", comparison: "<", threshold: 1, consecutive: 1 } },
  ];
  return all.map((step) => ({ ...step, timeoutSeconds }));
}
