import { databaseEnv } from "@holdfast/services/env-schema";
import { notifyEnv } from "@holdfast/services/outbound/allowed-targets";
import { retentionEnv } from "@holdfast/services/retention/retention-days";
import { terminalEnv } from "@holdfast/services/terminal/protected-namespaces";
import { z } from "zod";

/** What the browser's API needs from the environment. */
export const apiEnv = databaseEnv.extend({
  HOLDFAST_DATA: z
    .string()
    .min(1, "HOLDFAST_DATA must name the data folder that a hub writes")
    .describe("The folder of keys, shared with the hubs."),
  HOLDFAST_CONSOLE_URL: z
    .url({ protocol: /^https?$/, error: "HOLDFAST_CONSOLE_URL must be the http or https address that people open" })
    .describe("Where people reach the console."),
  HOLDFAST_DEMO_CONTROL_URL: z.url().optional().describe("The simulator's control API. Set by the starter in the demo."),
  HOLDFAST_DEMO_CONTROL_TOKEN: z.string().optional().describe("The token of that API."),
  ...notifyEnv.shape,
  ...retentionEnv.shape,
  ...terminalEnv.shape,
  HOLDFAST_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error"]).default("info").describe("How much is logged."),
});
export type ApiEnv = z.infer<typeof apiEnv>;
