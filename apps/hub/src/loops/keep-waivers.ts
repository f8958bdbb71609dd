import type { ServiceContext } from "@holdfast/services/context/service-context";
import { SettlePace } from "@holdfast/services/waivers/settle-pace";
import { settleWaivers } from "@holdfast/services/waivers/settle-waivers";
import { sweepWaivers } from "@holdfast/services/waivers/sweep-waivers";
import { every } from "./every";

/** A waiver ends within this much of its time. */
const INTERVAL_MS = 1000;

/** Ends waivers in time, warns of it before, and has what they changed applied. */
export const keepWaivers = (ctx: ServiceContext) => {
  const pace = new SettlePace();
  return every(INTERVAL_MS, "waivers", ctx.log, async () => {
    await sweepWaivers(ctx);
    await settleWaivers(ctx, pace);
  });
};
