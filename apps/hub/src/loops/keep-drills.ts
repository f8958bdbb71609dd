import type { ServiceContext } from "@holdfast/services/context/service-context";
import { keepDrillCalendar } from "@holdfast/services/drills/keep-drill-calendar";
import { every } from "./every";

/** A drill is asked for this much after its time at most. */
const INTERVAL_MS = 5000;

/** Keeps the calendar of drills. Every hub looks; the rows say who was first. */
export const keepDrills = (ctx: ServiceContext) => every(INTERVAL_MS, "drill calendar", ctx.log, () => keepDrillCalendar(ctx));
