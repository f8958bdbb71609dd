import { statSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { demoFleet } from "../src/fleet/demo-fleet";
import type { Fleet } from "../src/fleet/fleet-spec";
import { loadFleet } from "../src/fleet/load-fleet";
import { UsageError } from "./arguments";

const folderOf = (path: string): string => (statSync(path).isDirectory() ? path : dirname(path));

/** The demo fleet, or the one of a file or folder. Throws a `UsageError` with the field or the remedy. */
export function readFleet(path: string | null, now: Date): Fleet {
  try {
    return path === null ? demoFleet(now) : loadFleet(folderOf(path), now);
  } catch (cause) {
    if (path === null) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code)
      throw new UsageError(
        `The fleet ${path} can't be read (${code}). Name a folder with a fleet.yaml, or that file, and check its permissions.`,
      );
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new UsageError(`The fleet ${path} can't be used:\n${problem}`);
  }
}
