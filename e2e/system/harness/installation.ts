// An installation as its owner runs it: the built starter, with its database, hub and console, in a folder and on ports of its own.
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePorts } from "@holdfast/testkit/testbed/free-ports";
import { supervise } from "@holdfast/testkit/testbed/supervise";
import { until } from "@holdfast/testkit/testbed/until";
import { childrenOf, signalled } from "./system-processes";

/** The processes of an installation that the starter keeps alive. */
export type KeptProcess = "console" | "hub" | "database";

/** A running installation. */
export interface Installation {
  /** Where people reach the console. */
  readonly url: string;
  readonly consolePort: number;
  readonly dataFolder: string;
  /** The bed's own folder: agents keep their data here too, so that all goes together. */
  readonly folder: string;
  /** The one-time token of the link that the starter printed; null where there is an account already. */
  readonly setupToken: string | null;
  readonly databaseUrl: string;
  /** Everything that the starter has said so far. */
  output(): string;
  /** The process id now; undefined between a death and the next start. */
  processOf(name: KeptProcess): number | undefined;
  /** Whether the starter itself still runs. */
  isRunning(): boolean;
  /** The last lines of every log, for the message of a failure. */
  logTails(lines?: number): string;
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

/** The top of the checkout. */
export const repository = fileURLToPath(new URL("../../..", import.meta.url));
const STARTER = join(repository, "tooling", "start", "dist", "main.js");
const READY_MS = 120_000;
// The starter gives each of its children ten seconds, and the database thirty.
const STOP_MS = 45_000;

const readIfThere = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : "");

/** The embedded database's postmaster, by the file that PostgreSQL itself keeps. */
function postmasterOf(dataFolder: string): number | undefined {
  const pid = Number(readIfThere(join(dataFolder, "postgres", "data", "postmaster.pid")).split("\n")[0]);
  return pid > 0 && signalled(pid, 0) ? pid : undefined;
}

const embeddedUrl = (dataFolder: string) => {
  const [password, port] = ["password", "port"].map((name) => readIfThere(join(dataFolder, "postgres", name)).trim());
  return `postgresql://holdfast:${password}@127.0.0.1:${port}/holdfast`;
};

function processIn(starter: number, dataFolder: string, name: KeptProcess): number | undefined {
  if (name === "database") return postmasterOf(dataFolder);
  const isHub = ({ command }: { command: string }) => command.includes("apps/hub/");
  // Next.js gives its process a title of its own, so the console is the child that is not the hub.
  return childrenOf(starter).find((each) => isHub(each) === (name === "hub") && !each.command.includes("pg_ctl"))?.pid;
}

/** Starts an installation without the demo and resolves when its starter says that it runs. Rejects with every log's end. */
export async function startInstallation(name = "installation"): Promise<Installation> {
  const bed = supervise(name);
  // As root the database runs under an account of its own, which has to get through to its folder.
  chmodSync(bed.folder, 0o711);
  const dataFolder = join(bed.folder, "data");
  const [consolePort = 0, enrolment = 0, link = 0, internal = 0, simulator = 0] = await freePorts(5);
  const output = () => readIfThere(join(bed.logFolder, "starter.log"));
  const logTails = (lines = 12) =>
    [
      bed.logTails(lines),
      ...["hub", "console"].map(
        (log) =>
          `--- ${log}\n${readIfThere(join(dataFolder, "logs", `${log}.log`))
            .trimEnd()
            .split("\n")
            .slice(-lines)
            .join("\n")}`,
      ),
    ].join("\n");
  const close = async (keepLogs: boolean) => {
    await bed.stop("starter", STOP_MS);
    // Whatever became of the starter, its database must not outlive the test.
    const postmaster = postmasterOf(dataFolder);
    if (postmaster) signalled(postmaster, "SIGKILL");
    await bed.close({ keepLogs });
  };
  const starter = await bed.start({
    name: "starter",
    command: process.execPath,
    args: [STARTER, "--no-demo", "--data", dataFolder, "--port", String(consolePort)],
    env: {
      DATABASE_URL: "",
      HOLDFAST_ENROLMENT_PORT: String(enrolment),
      HOLDFAST_LINK_PORT: String(link),
      HOLDFAST_INTERNAL_PORT: String(internal),
      HOLDFAST_SIMULATOR_PORT: String(simulator),
    },
  });
  try {
    await until("the starter", async () => output().includes("Holdfast is running"), {
      timeoutMs: READY_MS,
      isHopeless: () => (bed.isRunning("starter") ? null : `it ended by itself:\n${output()}`),
    });
  } catch (cause) {
    const tails = logTails();
    await close(true);
    throw new Error(`The installation did not start: ${(cause as Error).message}\n${tails}`, { cause });
  }
  return {
    url: `http://127.0.0.1:${consolePort}`,
    consolePort,
    dataFolder,
    folder: bed.folder,
    setupToken: /\/setup#(\S+)/.exec(output())?.[1] ?? null,
    databaseUrl: embeddedUrl(dataFolder),
    output,
    processOf: (which) => processIn(starter, dataFolder, which),
    isRunning: () => bed.isRunning("starter"),
    logTails,
    stop: ({ keepLogs = false } = {}) => close(keepLogs),
  };
}
