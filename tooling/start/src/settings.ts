import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { repositoryFolder } from "./repository";
import { StartProblem } from "./start-problem";

/** What the starter was asked to do. */
export interface StartSettings {
  readonly repository: string;
  readonly dataFolder: string;
  /** A PostgreSQL of one's own; absent: the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly isDemo: boolean;
  readonly isDevelopment: boolean;
  readonly ports: {
    readonly console: number;
    readonly enrolment: number;
    readonly link: number;
    readonly internal: number;
    readonly simulator: number;
  };
}

const HELP = `npm start -- [options]

  --no-demo         start without the simulated fleet; the first admin comes in by a one-time link
  --data <folder>   where everything is kept (default: .holdfast in the checkout, or HOLDFAST_DATA)
  --port <number>   the console's port (default 7400; the hub uses 7441 to 7443, the simulator 7450)
  --help            this text

DATABASE_URL       a PostgreSQL server of your own instead of the embedded one
`;

function portOf(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartProblem(`${name} must be a port between 1 and 65535, not ${value}.`);
  return port;
}

/** Reads the command line and the environment. Throws with the remedy when something is wrong; prints the help and ends when asked for it. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): StartSettings {
  let values: { demo?: boolean; dev?: boolean; data?: string; port?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      allowNegative: true,
      options: {
        demo: { type: "boolean" },
        dev: { type: "boolean" },
        data: { type: "string" },
        port: { type: "string" },
        help: { type: "boolean" },
      },
    }));
  } catch (cause) {
    throw new StartProblem(`${cause instanceof Error ? cause.message : "unknown option"}\n\n${HELP}`);
  }
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const repository = repositoryFolder();
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl && !(/^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl)))
    throw new StartProblem("DATABASE_URL must be a PostgreSQL URL, for example postgresql://user:password@host:5432/holdfast.");
  return {
    repository,
    dataFolder: resolve(values.data ?? env.HOLDFAST_DATA ?? join(repository, ".holdfast")),
    databaseUrl,
    isDemo: values.demo ?? true,
    isDevelopment: values.dev ?? false,
    ports: {
      console: portOf("--port", values.port ?? env.HOLDFAST_CONSOLE_PORT, 7400),
      enrolment: portOf("HOLDFAST_ENROLMENT_PORT", env.HOLDFAST_ENROLMENT_PORT, 7441),
      link: portOf("HOLDFAST_LINK_PORT", env.HOLDFAST_LINK_PORT, 7442),
      internal: portOf("HOLDFAST_INTERNAL_PORT", env.HOLDFAST_INTERNAL_PORT, 7443),
      simulator: portOf("HOLDFAST_SIMULATOR_PORT", env.HOLDFAST_SIMULATOR_PORT, 7450),
    },
  };
}
