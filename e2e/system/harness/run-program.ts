import { spawn } from "node:child_process";
import { join } from "node:path";
import { repository } from "./installation";

/** How a program that ended by itself ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A program of the product: its file from the top of the checkout, and what it is told. */
export interface Program {
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** From the top of the checkout; the top itself when left out. */
  readonly cwd?: string;
}

/** The test's own environment without the product's variables: what a program is not told must not come from there. */
export const bareEnv = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HOLDFAST_") && name !== "DATABASE_URL"));

/** Runs a built program until it ends by itself; after `timeoutMs` it is killed, and its code is null. */
export function runProgram({ file, args = [], env = {}, cwd = "." }: Program, timeoutMs = 60_000): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(repository, file), ...args], {
      cwd: join(repository, cwd),
      env: { ...bareEnv(), NODE_ENV: "production", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { out: "", err: "" };
    child.stdout.on("data", (chunk) => (said.out += chunk));
    child.stderr.on("data", (chunk) => (said.err += chunk));
    const late = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(late);
      resolve({ code, ...said });
    });
  });
}
