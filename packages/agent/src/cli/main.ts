// The program: reads its command line, does what it says, and ends with a message that says what to mend.
import { type Agent, startAgent } from "../agent/start-agent";
import { defaultTiming } from "../agent/timing";
import { processEnvironment } from "../env";
import { jsonLog } from "../log";
import { Problem, usageProblem } from "../problem";
import { auditOptions } from "./audit";
import { type ParsedLine, parseLine, runOptions } from "./options";
import { manifestText, rbacText } from "./print-manifest";
import { probeText } from "./probe-cluster";
import { servicesOf } from "./services";
import { takeGiven } from "./take-given";
import { usage } from "./usage";

declare const HOLDFAST_VERSION: string | undefined;

/** The release that the build wrote in; a program that was never built is a development one. */
const version = typeof HOLDFAST_VERSION === "string" ? HOLDFAST_VERSION : "0.0.0-dev";

/** Runs the agent until it is told to end. Resolves when everything is over. */
async function run(line: ParsedLine): Promise<void> {
  const { logLevel, patienceMs, ...told } = runOptions(line.values);
  const log = jsonLog(logLevel);
  const ending = new Promise<string>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
    // Whoever gave the cluster is gone, however it ended: another hub runs this agent from now on.
    if (line.isGiven) process.stdin.once("close", () => resolve("the hub beside is gone"));
  });
  const given = line.isGiven ? await takeGiven(process.stdin) : undefined;
  const options = given ? { ...told, cluster: { given }, enrolment: { ...told.enrolment, token: given.token ?? undefined } } : told;
  const starting = startAgent({
    ...options,
    services: servicesOf(line.values),
    audit: auditOptions(line.values),
    areLogsShown: line.areLogsShown,
    isExecAllowed: line.isExecAllowed,
    version,
    log,
    timing: { ...defaultTiming, patienceMs },
  });
  const first = await Promise.race([starting, ending.then(() => undefined)]);
  if (!first) return;
  const agent: Agent = first;
  log.info({ "cluster.id": agent.clusterId }, "agent started");
  await ending;
  await agent.stop();
  log.info({ "cluster.id": agent.clusterId }, "agent stopped");
}

/** Carries out a command line. Resolves to the exit code. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const line = parseLine(args, processEnvironment());
    if (line.isHelp || line.command === "help") process.stdout.write(usage);
    else if (line.command === "run") await run(line);
    else if (line.command === "probe") process.stdout.write(await probeText(await takeGiven(process.stdin), version));
    else if (line.command === "manifest") process.stdout.write(manifestText(line));
    else if (line.command === "rbac") process.stdout.write(rbacText(line));
    else
      throw usageProblem(
        line.command ? `There is no command ${line.command}.` : "No command was given.",
        "Use run, probe, manifest or rbac. See: holdfast-agent --help",
      );
    return 0;
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    process.stderr.write(`holdfast-agent: ${cause.message}\n  ${cause.remedy}\n`);
    return cause.exitCode;
  }
}

process.exit(await main(process.argv.slice(2)));
