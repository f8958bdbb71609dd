import { databaseEnv } from "@holdfast/db/env-schema";
import { notifyEnv } from "@holdfast/services/outbound/allowed-targets";
import { retentionEnv } from "@holdfast/services/retention/retention-days";
import { z } from "zod";

const PORT = "must be a port between 0 and 65535; 0 takes a free one";
const port = (fallback: number, what: string) =>
  z.coerce.number(PORT).int(PORT).min(0, PORT).max(65535, PORT).default(fallback).describe(what);

/** What a hub needs from the environment. */
export const hubEnv = databaseEnv.extend({
  HOLDFAST_DATA: z
    .string()
    .min(1, "HOLDFAST_DATA must name a folder that this process may write")
    .describe("The folder of keys and checkpoints, shared by all hubs of an installation."),
  HOLDFAST_TRUST_DOMAIN: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{0,252}$/,
      "HOLDFAST_TRUST_DOMAIN must be a SPIFFE trust domain: lower-case letters, digits, dots and hyphens",
    )
    .default("holdfast.local")
    .describe("The SPIFFE trust domain. It can't be changed later."),
  HOLDFAST_HUB_ID: z
    .string()
    .min(1)
    .max(63)
    .optional()
    .describe("A stable name for this hub; made and kept in the data folder when absent."),
  HOLDFAST_HUB_BIND: z.string().default("127.0.0.1").describe("The address that the hub's doors listen on."),
  HOLDFAST_HUB_HOST: z.string().default("127.0.0.1").describe("The host name or address by which agents and consoles reach this hub."),
  HOLDFAST_ENROLMENT_PORT: port(7441, "The enrolment door."),
  HOLDFAST_LINK_PORT: port(7442, "The agent link."),
  HOLDFAST_INTERNAL_PORT: port(7443, "The internal door, for consoles and other hubs."),
  HOLDFAST_CASES_DIR: z.string().optional().describe("A folder of scenario cases, loaded at start."),
  ...retentionEnv.shape,
  HOLDFAST_CONSOLE_URL: z
    .url({ protocol: /^https?$/, error: "HOLDFAST_CONSOLE_URL must be the http or https address that people open" })
    .default("http://127.0.0.1:7400")
    .describe("Where people reach the console: what links in notifications begin with."),
  ...notifyEnv.shape,
  HOLDFAST_IMPORT_LOOPBACK: z
    .enum(["true", "false"], "HOLDFAST_IMPORT_LOOPBACK must be true or false")
    .default("false")
    .describe("Whether a kubeconfig that is imported may name the hub's own machine, also without TLS: for a try on one computer."),
  HOLDFAST_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error"]).default("info").describe("How much is logged."),
});
export type HubEnv = z.infer<typeof hubEnv>;
