// The program: reads its command line, does what it says, and ends with a message that says what to mend.
import { type Agent, startAgent } from "../agent/start-agent";
import { defaultTiming } from "../agent/timing";
import { processEnvironment } from "../env";
import { jsonLog } from "../log";
import { Problem, usageProblem } from "../problem";
import { type ParsedLine, parseLine, runOptions } from "./options";
import { manifestText, rbacText } from "./print-manifest";
import { usage } from "./usage";

declare const HOLDFAST_VERSION: string | undefined;

/** The release that the build wrote in; a program that was never built is a development one. */
const version = typeof HOLDFAST_VERSION === "string" ? HOLDFAST_VERSION : "0.0.0-dev";

/** Runs the agent until it is told to end. Resolves when everything is over. */
async function run(line: ParsedLine): Promise<void> {
  const { logLevel, patienceMs, ...options } = runOptions(line.values);
  const log = jsonLog(logLevel);
  const ending = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  });
  const starting = startAgent({
    ...options,
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
    else if (line.command === "manifest") process.stdout.write(manifestText(line));
    else if (line.command === "rbac") process.stdout.write(rbacText(line));
    else
      throw usageProblem(
        line.command ? `There is no command ${line.command}.` : "No command was given.",
        "Use run, manifest or rbac. See: holdfast-agent --help",
      );
    return 0;
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    process.stderr.write(`holdfast-agent: ${cause.message}\n  ${cause.remedy}\n`);
    return cause.exitCode;
  }
}

process.exit(await main(process.argv.slice(2)));
