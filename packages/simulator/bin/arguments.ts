import { parseArgs } from "node:util";

/** A start that cannot be made; the message says what to do about it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** What the command line says. */
export interface SimulatorArguments {
  readonly dataFolder: string;
  readonly port: number;
  readonly fleetFile: string | null;
  readonly scenarioFile: string | null;
  readonly seed: number;
}

/** How to call the program. */
export const USAGE = `holdfast-simulator --data <folder> --port <number> [--fleet <file>] [--scenario <file>] [--seed <number>]

  --data      where clusters.json, kubeconfigs and, without one given, the control token are written
  --port      the port on 127.0.0.1 for everything: /clusters, /signals, /apps, /control
  --fleet     clusters to simulate, as YAML (default: the demo fleet)
  --scenario  what is to happen, as YAML
  --seed      the same seed, the same fleet and the same traffic (default 1)

  HOLDFAST_SIMULATOR_CONTROL_TOKEN gives the bearer token of /control.`;

function whole(text: string | undefined, name: string, from: number, to: number): number {
  const value = Number(text);
  if (text !== undefined && /^\d+$/.test(text) && value >= from && value <= to) return value;
  throw new UsageError(
    `--${name} must be a whole number from ${from} to ${to}${text === undefined ? "" : `, not ${JSON.stringify(text)}`}.`,
  );
}

/** Reads the command line; throws a `UsageError`. */
export function readArguments(args: readonly string[]): SimulatorArguments {
  const text = { type: "string" } as const;
  let values: Partial<Record<"data" | "port" | "fleet" | "scenario" | "seed", string>>;
  try {
    values = parseArgs({ args: [...args], options: { data: text, port: text, fleet: text, scenario: text, seed: text } }).values;
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message}\n\n${USAGE}`);
  }
  if (!values.data) throw new UsageError(`--data is missing.\n\n${USAGE}`);
  return {
    dataFolder: values.data,
    port: whole(values.port, "port", 0, 65_535),
    fleetFile: values.fleet ?? null,
    scenarioFile: values.scenario ?? null,
    seed: whole(values.seed ?? "1", "seed", 0, 4_294_967_295),
  };
}
