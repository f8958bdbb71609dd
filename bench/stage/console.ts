import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "@holdfast/db/database";
import { signInSecret } from "@holdfast/services/pki/installation-keys";
import { sealer } from "@holdfast/services/pki/sealer";
import { createUser } from "@holdfast/services/sign-in/create-user";
import { createSignIn } from "@holdfast/services/sign-in/sign-in";
import { theSystem } from "@holdfast/testkit/people";
import { silentLog } from "@holdfast/testkit/silent-log";
import superjson from "superjson";
import { freePort } from "./free-port";
import type { BenchHub } from "./hub";
import { type Program, repository, startProgram } from "./program";
import type { Stage } from "./stage";

/** The console as `npm start` serves it, with an admin signed in. */
export interface BenchConsole extends Program {
  readonly origin: string;
  /** The session cookie, as `name=value`. */
  readonly cookie: string;
  /** Asks a query over HTTP, as a page does. Throws unless it is an answer. */
  ask<T>(path: string, input?: object): Promise<T>;
}

const PASSWORD = "a password for one benchmark";
const EMAIL = "alma@example.test";

/** Signs in over HTTP and returns the session cookie. Throws when the console refuses. */
export async function signInAt(origin: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (response.status !== 200) throw new Error(`signing in was answered with ${response.status}: ${await response.text()}`);
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** Asks a query of a console's API over HTTP. Throws unless it is an answer. */
export async function askConsole<T>(origin: string, cookie: string, path: string, input?: object): Promise<T> {
  const query = input ? `?input=${encodeURIComponent(JSON.stringify(superjson.serialize(input)))}` : "";
  const response = await fetch(`${origin}/api/trpc/${path}${query}`, { headers: { origin, cookie } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 500)}`);
  // The API's own output schema has checked what is in it.
  return superjson.deserialize((JSON.parse(text) as { result: { data: never } }).result.data) as T;
}

/** Starts the console beside a hub and signs an admin in. It must have been built. */
export async function startConsole(stage: Stage, db: Database, hub: BenchHub): Promise<BenchConsole> {
  const folder = join(repository, "apps", "console");
  if (!existsSync(join(folder, ".next", "BUILD_ID")))
    throw new Error("The console is not built: npx turbo run build --filter=@holdfast/console");
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const signIn = createSignIn({
    ...{ db, now: () => new Date(), log: silentLog, baseUrl: origin, origins: [origin] },
    secret: signInSecret(join(hub.dataFolder, "keys")),
    sealer: sealer(join(hub.dataFolder, "keys")),
  });
  await createUser(theSystem(db), signIn, { name: "Alma", email: EMAIL, password: PASSWORD }, { role: "admin", selector: {} });
  const program = await startProgram(stage, {
    name: "console",
    args: [join(repository, "node_modules", "next", "dist", "bin", "next"), "start", "--hostname", "127.0.0.1", "--port", String(port)],
    cwd: folder,
    env: { DATABASE_URL: db.url, HOLDFAST_DATA: hub.dataFolder, HOLDFAST_CONSOLE_URL: origin, NEXT_TELEMETRY_DISABLED: "1" },
    ready: /Ready in/,
  });
  const cookie = await signInAt(origin, EMAIL, PASSWORD);
  return { ...program, origin, cookie, ask: (path, input) => askConsole(origin, cookie, path, input) };
}
