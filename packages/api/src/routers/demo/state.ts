import { demoState } from "@holdfast/services/demo/control-demo";
import { DemoScenario } from "@holdfast/services/demo/demo-control";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What the simulated fleet lives through now; null when there is none. */
export const state = procedure("demo:control")
  .output(z.array(DemoScenario).nullable())
  .query(({ ctx }) => demoState(ctx.as, ctx.platform.demo));
