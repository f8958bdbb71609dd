import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { askConsole, signInAt } from "./console";
import { freePort } from "./free-port";
import { type Program, startProgram } from "./program";
import type { Stage } from "./stage";

const Users = z.array(z.object({ role: z.string(), email: z.string(), password: z.string() }));

/** The demo that `npm start` brings up, with its admin signed in. */
export interface Demo extends Program {
  readonly origin: string;
  readonly cookie: string;
  ask<T>(path: string, input?: object): Promise<T>;
}

/** Starts the demo of a checkout on free ports, by these arguments for Node.js or for another command, and signs its admin in. */
export async function startDemo(
  stage: Stage,
  checkout: string,
  args: readonly string[],
  readyWithinMs: number,
  command?: string,
): Promise<Demo> {
  const dataFolder = join(stage.folder, "demo");
  const port = await freePort();
  const ports = ["ENROLMENT", "LINK", "INTERNAL", "SIMULATOR"].map(async (door) => [`HOLDFAST_${door}_PORT`, String(await freePort())]);
  const program = await startProgram(stage, {
    name: "demo",
    ...(command === undefined ? {} : { command }),
    args: [...args, "--data", dataFolder, "--port", String(port)],
    cwd: checkout,
    env: { ...(Object.fromEntries(await Promise.all(ports)) as Record<string, string>), HOME: process.env.HOME ?? "" },
    ready: /Holdfast is running/,
    readyWithinMs,
  });
  const users = Users.parse(JSON.parse(readFileSync(join(dataFolder, "demo-users.json"), "utf8")));
  const admin = users.find(({ role }) => role === "admin");
  if (!admin) throw new Error("the demo has no admin");
  const origin = `http://127.0.0.1:${port}`;
  const cookie = await signInAt(origin, admin.email, admin.password);
  return { ...program, origin, cookie, ask: (path, input) => askConsole(origin, cookie, path, input) };
}
