import { controlDemo } from "@holdfast/services/demo/control-demo";
import { z } from "zod";
import { procedure } from "../../procedures";

const Order = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("start"), name: z.string().max(63), cluster: z.string().max(63) }),
  z.strictObject({ kind: z.literal("end"), id: z.string().max(63) }),
]);

/** Starts or ends a disturbance of the simulated fleet. */
export const control = procedure("demo:control")
  .input(Order)
  .mutation(({ ctx, input }) => controlDemo(ctx.as, ctx.platform.demo, input));
