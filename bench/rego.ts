// npm run rego -w @holdfast/bench [-- --pods 2000 --templates 100]: a policy of six rules over the pods of a fleet, by their distinct
// templates: OPA started from nothing, and warm. It is the part of an impact preview that evaluates Rego.
import { createHash } from "node:crypto";
import { createRegoEngine } from "@holdfast/policy-engines/rego/rego-engine";
import { podsOf } from "./rego/pods";
import { SIX_RULES } from "./rego/six-rules";
import { tell } from "./report";
import { sizes } from "./sizes";

const size = sizes({ pods: 20_000, templates: 1_000 });
const TARGET_S = 10;

const pods = podsOf(size.pods, size.templates);
const engine = createRegoEngine();
const since = (started: number) => (performance.now() - started) / 1000;

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly seconds: number; readonly value: T }> {
  const started = performance.now();
  const value = await work();
  return { seconds: since(started), value };
}

function distinct(): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, { spec }] of pods.entries()) {
    const key = createHash("sha256").update(JSON.stringify(spec)).digest("base64");
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  return groups;
}

const prepared = await timed(() =>
  engine.prepare({ version: "v0", query: "data.pods.violation", modules: [{ file: "pods.rego", text: SIX_RULES }] }),
);
if (!prepared.value.isPrepared) throw new Error(JSON.stringify(prepared.value.problems));
const { policy } = prepared.value;

async function preview(): Promise<number> {
  const groups = [...distinct().values()];
  const inputs = groups.map(([first = 0]) => ({ review: { object: pods[first] } }));
  const verdicts = await engine.evaluate(policy, { inputs, shared: { parameters: { registries: ["registry.example/"] } } });
  return verdicts.reduce((sum, verdict, i) => {
    if (verdict.state !== "defined") throw new Error(JSON.stringify(verdict));
    return sum + (verdict.value as unknown[]).length * (groups[i]?.length ?? 0);
  }, 0);
}

const cold = await timed(preview);
const warm: number[] = [];
for (let i = 0; i < 3; i++) warm.push((await timed(preview)).seconds);
const groups = await timed(distinct);
await engine.dispose();

tell({
  id: "Rego",
  work: `a policy of six rules over ${size.pods} pods of ${groups.value.size} templates`,
  isFullSize: size.isFullSize,
  figures: [
    { name: "OPA started and the policy compiled", value: prepared.seconds, unit: "s" },
    { name: "first time, all verdicts", value: cold.seconds, unit: "s", atMost: TARGET_S },
    { name: "again, slowest of three", value: Math.max(...warm), unit: "s" },
    { name: "of it: telling the templates apart", value: groups.seconds, unit: "s" },
  ],
  notes: [
    `${cold.value} violations; ${(Buffer.byteLength(JSON.stringify(pods[0])) / 1000).toFixed(1)} kB a pod, two workers`,
    "the target is that of the whole impact preview: reading the inventory is not part of this",
  ],
});
