import { setTimeout as delay } from "node:timers/promises";
import { Wait } from "@holdfast/contracts/steps/wait";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { defineStep, done, preflightOf, waiting } from "../define-step";

/** The end is met to the moment when it is this near; until then the runner looks again in its own rhythm. */
const NEAR_MS = 2500;

/** Lets time pass. It is counted from the journal's line, so a hub that dies meanwhile neither shortens nor prolongs it. */
export const wait = defineStep({
  name: "wait",
  schema: Wait,
  before: z.null(),
  describe: (p) => describeStep({ use: "wait", with: p }),
  preflight: async () => preflightOf<null>([], null),
  run: { observes: true },
  async verify(ctx, p) {
    const leftMs = ctx.beganAt.getTime() + p.seconds * 1000 - ctx.now().getTime();
    if (leftMs > NEAR_MS) return waiting(worded("TimeToPass", { seconds: p.seconds }));
    if (leftMs > 0) await delay(leftMs, undefined, { signal: ctx.signal });
    return done(worded("TimeHasPassed", { seconds: p.seconds }));
  },
  undo: { unneeded: "it only waits" },
});
