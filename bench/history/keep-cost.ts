import type { InventoryRecord } from "@holdfast/contracts/inventory";
import type { Database } from "@holdfast/db/database";
import { applyReport } from "@holdfast/services/agents/apply-report";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";

const OBJECTS = 500;

const records = (round: number): InventoryRecord[] =>
  Array.from({ length: OBJECTS }, (_, i) =>
    anInventoryRecord({
      uid: `pod-${i}`,
      restarts: round,
      health: round % 2 === 0 ? "Healthy" : "Degraded",
      status: round % 2 === 0 ? "Running" : "CrashLoopBackOff",
      labels: { "app.kubernetes.io/name": `service-${i}`, "pod-template-hash": `${i}`, team: `team-${i % 40}` },
      facts: {
        ...{ phase: "Running", qos: "Burstable", ip: `10.0.0.${i % 250}`, requests: { cpuMillis: 250, memoryBytes: 268_435_456 } },
        containers: ["main", "proxy"].map((name) => ({
          name,
          image: "registry.example/service:1",
          isReady: round % 2 === 0,
          restarts: round,
        })),
      },
    }),
  );

/** An agent whose every report changes each of its 500 pods; whether its history is kept. */
async function changing(db: Database, isKept: boolean) {
  const { settings } = await anInstallation(db);
  const { id } = await aCluster(db, isKept ? "kept" : "not-kept");
  const { bootId } = await anAgent(settings, id);
  let seq = 0;
  return async (round: number): Promise<number> => {
    const observedAt = new Date().toISOString();
    const state = { type: "inventory.resource" as const, resource: "pods", kind: "Pod", isNamespaced: true, message: null, observedAt };
    const messages = [
      { type: "inventory.delta" as const, observedAt, upserts: records(round), deletes: [] },
      ...(isKept && seq === 0 ? [{ ...state, state: "synced" as const }] : []),
    ];
    const from = performance.now();
    await applyReport(settings, id, { bootId, seq: ++seq, messages });
    return performance.now() - from;
  };
}

/** How long a report of 500 changed pods takes to be stored, with its history and without, turn by turn, in milliseconds. */
export async function keepCost(db: Database, rounds: number): Promise<{ kept: number[]; notKept: number[] }> {
  const [keeping, plain] = [await changing(db, true), await changing(db, false)];
  const times = { kept: [] as number[], notKept: [] as number[] };
  for (let round = -5; round < rounds; round++) {
    const [kept, notKept] = [await keeping(round + 5), await plain(round + 5)];
    if (round < 0) continue;
    times.kept.push(kept);
    times.notKept.push(notKept);
  }
  return times;
}
