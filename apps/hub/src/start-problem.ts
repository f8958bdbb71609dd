/** Something that keeps a hub from starting and that a person can mend: its message names the setting and the remedy. */
export class StartProblem extends Error {}

/** What a hub was told that can keep it from starting. */
export interface StartFacts {
  readonly databaseUrl: string;
  readonly dataFolder: string;
}

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "P1001",
  "P1002",
  "DatabaseNotReachable",
]);
const NOT_LET_IN = new Set(["28P01", "28000", "P1000", "AuthenticationFailed"]);
const NO_DATABASE = new Set(["3D000", "P1003", "DatabaseDoesNotExist"]);
const NO_TABLES = new Set(["42P01", "42703", "P2021", "P2022", "TableDoesNotExist"]);
const NOT_WRITABLE = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC"]);

/** Host, port and database of a URL that may hold a password. */
const placeOf = (databaseUrl: string): string => {
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
};

/** What the driver below Prisma said, as Prisma passes it on. */
interface DriverAnswer {
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly kind?: string; readonly originalCode?: string } } };
}

/** The codes of an error and of what caused it: libraries wrap what the network or the server said. */
function* codesOf(cause: unknown): Generator<string> {
  for (let each = cause; each instanceof Error; each = each.cause) {
    const driver = (each as DriverAnswer).meta?.driverAdapterError?.cause;
    for (const code of [driver?.originalCode, driver?.kind, (each as NodeJS.ErrnoException).code]) if (typeof code === "string") yield code;
  }
}

/**
 * Why a hub can't start, in words that name the setting and the remedy, where its settings are the reason; undefined for
 * anything else. Says nothing that is secret.
 */
export function startProblem(cause: unknown, { databaseUrl, dataFolder }: StartFacts): string | undefined {
  if (cause instanceof StartProblem) return cause.message;
  const codes = [...codesOf(cause)];
  const has = (known: ReadonlySet<string>) => codes.some((code) => known.has(code));
  const path = cause instanceof Error && "path" in cause ? String(cause.path) : "";
  const database = `DATABASE_URL: the database at ${placeOf(databaseUrl)}`;
  if (has(NOT_WRITABLE) && path.startsWith(dataFolder))
    return `HOLDFAST_DATA: ${path} can't be written (${codes[0]}). Name a folder that this process may write, or change its owner.`;
  if (has(UNREACHABLE)) return `${database} can't be reached (${codes[0]}). Check host and port, and that the server runs.`;
  if (has(NOT_LET_IN)) return `${database} does not let this user in (${codes[0]}). Check user and password.`;
  if (has(NO_DATABASE)) return `${database} is not there (${codes[0]}). Make it, or name another one.`;
  if (has(NO_TABLES))
    return `${database} has not the tables of this version (${codes[0]}). The starter makes them: run it once with the same DATABASE_URL.`;
  return undefined;
}
