import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Child, type ChildOptions, child } from "./child";
import type { DemoAddress } from "./demo/follow-regions";
import type { StartSettings } from "./settings";

const QUIET = { NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/** The environment that children get from the starter's own: what a process needs to run at all, and nothing of ours. */
function cleanEnv(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith("HOLDFAST_") && !name.startsWith("npm_")));
}

const SHARED = ["HOLDFAST_NOTIFY_ALLOW", "HOLDFAST_HISTORY_DAYS", "HOLDFAST_RECORDING_DAYS"];

/** What hub and console are told alike by the one who starts them. */
const sharedEnv = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([name]) => SHARED.includes(name)));

function consoleEnv(settings: StartSettings, databaseUrl: string, demo: DemoAddress | null): NodeJS.ProcessEnv {
  return {
    ...cleanEnv(),
    ...QUIET,
    NODE_ENV: settings.isDevelopment ? "development" : "production",
    DATABASE_URL: databaseUrl,
    HOLDFAST_DATA: settings.dataFolder,
    HOLDFAST_CONSOLE_URL: `http://127.0.0.1:${settings.ports.console}`,
    ...sharedEnv(),
    ...(process.env.HOLDFAST_PROTECTED_NAMESPACES === undefined
      ? {}
      : { HOLDFAST_PROTECTED_NAMESPACES: process.env.HOLDFAST_PROTECTED_NAMESPACES }),
    ...(process.env.HOLDFAST_GALLERY ? { HOLDFAST_GALLERY: process.env.HOLDFAST_GALLERY } : {}),
    ...(demo ? { HOLDFAST_DEMO_CONTROL_URL: demo.url, HOLDFAST_DEMO_CONTROL_TOKEN: demo.token } : {}),
  };
}

function hubEnv({ repository, dataFolder, ports, isDemo }: StartSettings, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: databaseUrl,
    HOLDFAST_DATA: dataFolder,
    HOLDFAST_CASES_DIR: join(repository, "packages", "domain", "cases"),
    HOLDFAST_ENROLMENT_PORT: String(ports.enrolment),
    HOLDFAST_LINK_PORT: String(ports.link),
    HOLDFAST_INTERNAL_PORT: String(ports.internal),
    HOLDFAST_CONSOLE_URL: `http://127.0.0.1:${ports.console}`,
    // The demo's clusters are on this machine; what an operator says stands.
    HOLDFAST_IMPORT_LOOPBACK: process.env.HOLDFAST_IMPORT_LOOPBACK ?? String(isDemo),
    ...sharedEnv(),
  };
}

/** How the processes of an installation are made. */
export interface Processes {
  hub(databaseUrl: string): Child;
  console(databaseUrl: string, demo: DemoAddress | null): Child;
  simulator(token: string): Child;
  agent(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Child;
}

/**
 * The processes of this installation. All logs go below the data folder. `storeAnswers` tells whether the store is up: hub and
 * console are not started again before it is.
 */
export function processes(
  settings: StartSettings,
  storeAnswers: () => Promise<boolean>,
  onCrashLoop: ChildOptions["onCrashLoop"],
): Processes {
  const { repository, dataFolder, ports } = settings;
  const endWithStarter = pathToFileURL(join(repository, "tooling", "start", "end-with-starter.mjs")).href;
  const make = (name: string, args: readonly string[], env: NodeJS.ProcessEnv, ready: RegExp, cwd = repository): Child =>
    child({
      name,
      command: process.execPath,
      args: ["--import", endWithStarter, ...args],
      cwd,
      env,
      logFile: join(dataFolder, "logs", `${name}.log`),
      canStart: name === "hub" || name === "console" ? storeAnswers : async () => true,
      isReady: (line) => ready.test(line),
      onCrashLoop,
    });
  const node = (name: string, script: string, args: readonly string[], env: NodeJS.ProcessEnv, ready: RegExp) =>
    make(name, ["--enable-source-maps", join(repository, script), ...args], { ...cleanEnv(), NODE_ENV: "production", ...env }, ready);
  const next = join(repository, "node_modules", "next", "dist", "bin", "next");
  return {
    hub: (databaseUrl) => node("hub", "apps/hub/dist/main.js", [], hubEnv(settings, databaseUrl), /"hub started"/),
    console: (databaseUrl, demo) =>
      make(
        "console",
        [next, settings.isDevelopment ? "dev" : "start", "--hostname", "127.0.0.1", "--port", String(ports.console)],
        consoleEnv(settings, databaseUrl, demo),
        /Ready in/,
        join(repository, "apps", "console"),
      ),
    simulator: (token) =>
      node(
        "simulator",
        "packages/simulator/dist/simulator.js",
        ["--data", join(dataFolder, "simulator"), "--port", String(ports.simulator)],
        { HOLDFAST_SIMULATOR_CONTROL_TOKEN: token },
        /"ready":\s*true/,
      ),
    agent: (name, args, env) =>
      node(`agent-${name}`, "packages/agent/dist/agent.js", ["run", "--data", join(dataFolder, "agents", name), ...args], env, /"link up"/),
  };
}
