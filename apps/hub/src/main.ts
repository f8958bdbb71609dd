import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readAllowedTargets } from "@holdfast/services/outbound/allowed-targets";
import { readOrMake } from "@holdfast/services/pki/key-files";
import { builtAgentProgram } from "./beside/agent-program";
import { readEnv } from "./env";
import { startHub } from "./hub";
import { createLog } from "./log";
import { builtPolicyWorker } from "./policies/test-policies";
import { startProblem } from "./start-problem";

/** A hub that can't be stopped within this time, for instance because its database is gone, ends all the same: others take over. */
const STOP_BUDGET_MS = 8000;

const env = readEnv();
const log = createLog(env.HOLDFAST_LOG_LEVEL, "hub");

try {
  const hubId = env.HOLDFAST_HUB_ID ?? readOrMake(join(env.HOLDFAST_DATA, "hub-id"), () => `hub-${randomBytes(4).toString("hex")}`).trim();
  const hub = await startHub({
    databaseUrl: env.DATABASE_URL,
    dataFolder: env.HOLDFAST_DATA,
    trustDomain: env.HOLDFAST_TRUST_DOMAIN,
    hubId,
    bind: env.HOLDFAST_HUB_BIND,
    host: env.HOLDFAST_HUB_HOST,
    ports: { enrolment: env.HOLDFAST_ENROLMENT_PORT, link: env.HOLDFAST_LINK_PORT, internal: env.HOLDFAST_INTERNAL_PORT },
    version: "0.1.0",
    casesFolder: env.HOLDFAST_CASES_DIR,
    historyDays: env.HOLDFAST_HISTORY_DAYS,
    consoleUrl: env.HOLDFAST_CONSOLE_URL,
    notifyAllowed: readAllowedTargets(env.HOLDFAST_NOTIFY_ALLOW),
    recordingDays: env.HOLDFAST_RECORDING_DAYS,
    agentProgram: builtAgentProgram(),
    policyWorker: builtPolicyWorker(),
    isImportLoopbackAllowed: env.HOLDFAST_IMPORT_LOOPBACK === "true",
    log,
    now: () => new Date(),
  });
  const stop = (signal: NodeJS.Signals) => {
    log.info({ reason: signal }, "hub stopping");
    setTimeout(() => process.exit(1), STOP_BUDGET_MS).unref();
    void hub.stop().then((isClean) => process.exit(isClean ? 0 : 1));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (err) {
  const problem = startProblem(err, { databaseUrl: env.DATABASE_URL, dataFolder: env.HOLDFAST_DATA });
  if (problem) process.stderr.write(`${problem}\n`);
  log.error({ err }, "hub did not start");
  process.exit(1);
}
