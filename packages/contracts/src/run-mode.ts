import { z } from "zod";

/** Whether the primary can take part in its own failover. */
export const RunMode = z.enum(["graceful", "ungraceful"]);
export type RunMode = z.infer<typeof RunMode>;
