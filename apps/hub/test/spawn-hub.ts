import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A hub in a process of its own, started as an operator starts it: by its environment. */
export interface HubProcess {
  readonly hubId: string;
  readonly linkUrl: string;
  readonly enrolmentUrl: string;
  /** What it has logged: one JSON object a line. */
  readonly log: { readonly msg: string; readonly level: number }[];
  /** Resolves to how it ended: an exit code, or the name of a signal. */
  readonly ended: Promise<number | string>;
  signal(name: NodeJS.Signals): void;
}

/** How a hub process is started. */
export interface HubProcessOptions {
  readonly hubId: string;
  readonly databaseUrl: string;
  readonly dataFolder: string;
  readonly ports: readonly [enrolment: number, link: number, internal: number];
  /** Further settings, by their variables. */
  readonly env?: Readonly<Record<string, string>>;
}

const entry = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const READY_MS = 60_000;

function readLines(child: ChildProcess, log: HubProcess["log"], heard: () => void): void {
  let rest = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    log.push(...lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line)));
    heard();
  });
}

/** Starts a hub and waits until it says that it has started. */
export async function spawnHub({ hubId, databaseUrl, dataFolder, ports, env = {} }: HubProcessOptions): Promise<HubProcess> {
  const [enrolment, link, internal] = ports;
  const child = spawn(process.execPath, ["--import", "tsx", entry], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      DATABASE_URL: databaseUrl,
      HOLDFAST_DATA: dataFolder,
      HOLDFAST_TRUST_DOMAIN: "holdfast.test",
      HOLDFAST_HUB_ID: hubId,
      HOLDFAST_ENROLMENT_PORT: String(enrolment),
      HOLDFAST_LINK_PORT: String(link),
      HOLDFAST_INTERNAL_PORT: String(internal),
      ...env,
    },
  });
  const log: HubProcess["log"] = [];
  const ended = new Promise<number | string>((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal ?? "")));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${hubId} did not start in time: ${JSON.stringify(log.slice(-3))}`)), READY_MS);
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      finish();
    };
    void ended.then((how) => settle(() => reject(new Error(`${hubId} ended (${how}): ${JSON.stringify(log.slice(-3))}`))));
    readLines(child, log, () => log.some((line) => line.msg === "hub started") && settle(resolve));
  });
  return {
    hubId,
    log,
    ended,
    linkUrl: `wss://127.0.0.1:${link}`,
    enrolmentUrl: `https://127.0.0.1:${enrolment}`,
    signal: (name) => void child.kill(name),
  };
}
