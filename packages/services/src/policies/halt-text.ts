import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { type LoadedRollout, wavesOf } from "./load-rollout-facts";
import { gateOf } from "./rollout-position";

/** Why a rollout halts by itself. */
export function haltText(rollout: LoadedRollout, why: "failures" | "gate"): Worded {
  const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave);
  if (why === "failures")
    return worded("WaveFailed", { failed: wave.filter(({ state }) => state === "failed").length, clusters: wave.length });
  const gate = wavesOf(rollout)[rollout.currentWave]?.gate;
  const short = gateOf(rollout)?.clusters.filter(({ isPassed }) => !isPassed).length ?? 0;
  return worded("GateFailed", {
    query: gate?.query ?? "",
    condition: gate ? `${gate.comparison} ${gate.threshold}` : "",
    seconds: gate?.withinSeconds ?? 0,
    ...{ short, clusters: wave.length },
  });
}
