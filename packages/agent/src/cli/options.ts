// The command line and the environment of the agent, as one set of options with one kind of message for everything wrong.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { SignalSource } from "@holdfast/contracts/queries/signal-get";
import { z } from "zod";
import type { EnrolmentOptions } from "../agent/establish";
import type { WhereIsCluster } from "../kube/kubeconfig";
import { type LogLevel, logLevels } from "../log";
import { messageOf, Problem, usageProblem } from "../problem";
import { checkedEditable } from "./editable";

/** What `holdfast-agent run` is told. */
export interface RunOptions {
  readonly dataFolder: string;
  readonly cluster: WhereIsCluster;
  readonly enrolment: EnrolmentOptions;
  readonly sources: Readonly<Partial<Record<SignalSource, URL>>>;
  readonly probeOrigins: readonly string[];
  /** The resources whose objects people may edit. */
  readonly editable: readonly string[];
  readonly logLevel: LogLevel;
  readonly patienceMs: number;
}

/** Values by option name, from the command line first, then from `HOLDFAST_*`. */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

const text = { type: "string" } as const;
const many = { type: "string", multiple: true } as const;

/** The options of every command; each is also read from the environment as HOLDFAST_ and its name in capitals. */
export const optionTable = {
  hub: text,
  cluster: text,
  token: text,
  "token-file": text,
  "ca-pin": text,
  kubeconfig: text,
  context: text,
  data: text,
  prometheus: text,
  loki: text,
  jaeger: text,
  patroni: many,
  vault: many,
  postgres: many,
  credential: many,
  secret: many,
  "probe-origin": many,
  "log-level": text,
  patience: text,
  "audit-listen": text,
  "audit-cert": text,
  "audit-key": text,
  "audit-token-file": text,
  observe: many,
  edit: many,
  policies: many,
  image: text,
  namespace: text,
  ephemeral: { type: "boolean" },
  logs: { type: "boolean" },
  exec: { type: "boolean" },
  given: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** The variable that an option is read from when it is not on the command line. */
export const variableOf = (option: string) => `HOLDFAST_${option.toUpperCase().replaceAll("-", "_")}`;

/** A command line taken apart: the values are as written, not yet checked. */
export interface ParsedLine {
  readonly command: string;
  readonly values: Values;
  readonly isHelp: boolean;
  readonly isEphemeral: boolean;
  /** Whether people may read the logs of containers. */
  readonly areLogsShown: boolean;
  /** Whether people may open terminals in containers. */
  readonly isExecAllowed: boolean;
  /** Whether the cluster is given on the standard input, by the hub that this process runs beside. */
  readonly isGiven: boolean;
}

/** Takes a command line and an environment apart. Throws a usage Problem for anything that is not in the table. */
export function parseLine(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): ParsedLine {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof optionTable; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options: optionTable, allowPositionals: true, strict: true });
  } catch (cause) {
    throw usageProblem(messageOf(cause), "See: holdfast-agent --help");
  }
  const [command = "", ...rest] = parsed.positionals;
  if (rest.length > 0) throw usageProblem(`${rest.join(" ")} is not understood.`, "See: holdfast-agent --help");
  const values: Record<string, string | string[] | undefined> = {};
  for (const [name, { type, ...kind }] of Object.entries(optionTable)) {
    if (type === "boolean") continue;
    const given = parsed.values[name as keyof typeof parsed.values] as string | string[] | undefined;
    const variable = environment[variableOf(name)] || undefined;
    values[name] = given ?? ("multiple" in kind ? variable?.split(",").map((each) => each.trim()) : variable);
  }
  return {
    command,
    values,
    isHelp: parsed.values.help === true,
    isEphemeral: parsed.values.ephemeral === true || environment.HOLDFAST_EPHEMERAL === "true",
    areLogsShown: parsed.values.logs === true || environment.HOLDFAST_LOGS === "true",
    isExecAllowed: parsed.values.exec === true || environment.HOLDFAST_EXEC === "true",
    isGiven: parsed.values.given === true,
  };
}

/** One value, or undefined. */
export const one = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
};

/** All values of an option that may be given several times. */
export const all = (values: Values, name: string): readonly string[] => {
  const value = values[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
};

function url(values: Values, name: string, protocols: RegExp): URL | undefined {
  const value = one(values, name);
  if (value === undefined) return undefined;
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (!parsed || !protocols.test(parsed.protocol))
    throw usageProblem(
      `--${name} ${value} is not a URL with ${protocols.source.includes("http:") ? "http or https" : "https"}.`,
      `Write it like https://host:port (or ${variableOf(name)}).`,
    );
  return parsed;
}

const HTTPS = /^https:$/;
const HTTP = /^(?:https|http):$/;

function origin(value: string): string {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (!parsed || !HTTP.test(parsed.protocol) || parsed.origin !== value.replace(/\/$/, ""))
    throw usageProblem(`--probe-origin ${value} is not an origin.`, "Write it like https://host:port, without a path.");
  return parsed.origin;
}

function checked(values: Values, name: string, schema: z.ZodType<string>, remedy: string): string | undefined {
  const value = one(values, name);
  if (value !== undefined && !schema.safeParse(value).success) throw usageProblem(`--${name} ${value} is not valid.`, remedy);
  return value;
}

function tokenOf(values: Values): string | undefined {
  const file = one(values, "token-file");
  const given = one(values, "token");
  if (given !== undefined || file === undefined) return given;
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch (cause) {
    // A Secret that is optional is not mounted any more once the agent is enrolled.
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Problem(`The token file ${file} cannot be read: ${messageOf(cause)}`, "Check its owner and mode.");
  }
}

/** What the wizard's command says, as far as it was given. */
export const enrolmentOptions = (values: Values): EnrolmentOptions => ({
  hubUrl: url(values, "hub", HTTPS)?.href.replace(/\/$/, ""),
  clusterId: checked(values, "cluster", z.uuid(), "Copy the cluster's id from the console; it is a UUID."),
  token: tokenOf(values),
  caPin: checked(values, "ca-pin", z.string().regex(/^[0-9a-f]{64}$/), "Copy it from the console: 64 hexadecimal digits."),
});

/** The signal sources that were named. */
export function sourcesOf(values: Values): RunOptions["sources"] {
  const [prometheus, loki, jaeger] = ["prometheus", "loki", "jaeger"].map((name) => url(values, name, HTTP));
  return { ...(prometheus ? { prometheus } : {}), ...(loki ? { loki } : {}), ...(jaeger ? { jaeger } : {}) };
}

/** The options of `run`, checked. Throws a usage Problem that names the option and the remedy. */
export function runOptions(values: Values): RunOptions {
  const dataFolder = one(values, "data");
  if (!dataFolder)
    throw usageProblem(
      "--data is missing.",
      `Name a folder where the agent keeps its identity and its journal (or ${variableOf("data")}).`,
    );
  const logLevel = logLevels.find((level) => level === (one(values, "log-level") ?? "info"));
  if (!logLevel) throw usageProblem(`--log-level ${one(values, "log-level")} is not known.`, `Use one of: ${logLevels.join(", ")}.`);
  const patience = Number(one(values, "patience") ?? 60);
  if (!(patience >= 0)) throw usageProblem(`--patience ${one(values, "patience")} is no number of seconds.`, "Write it like 60.");
  const kubeconfig = one(values, "kubeconfig");
  const context = one(values, "context");
  if (context && !kubeconfig) throw usageProblem("--context needs --kubeconfig.", "Name the file that the context is in.");
  return {
    dataFolder,
    cluster: { kubeconfig, context },
    enrolment: enrolmentOptions(values),
    sources: sourcesOf(values),
    probeOrigins: all(values, "probe-origin").map(origin),
    editable: checkedEditable(all(values, "edit")),
    logLevel,
    patienceMs: patience * 1000,
  };
}
