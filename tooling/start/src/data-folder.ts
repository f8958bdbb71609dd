import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { StartProblem } from "./start-problem";

/** Makes sure that the data folder is there and may be written. Throws with the remedy when it can't be. */
export function ensureDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === "EEXIST" || code === "ENOTDIR" ? "is not a folder" : "can't be written by this user";
    throw new StartProblem(`The data folder ${folder} ${why}. Choose another with --data <folder> or HOLDFAST_DATA, or change its owner.`);
  }
  if (!statSync(folder).isDirectory())
    throw new StartProblem(`${folder} is not a folder. Choose another with --data <folder> or HOLDFAST_DATA.`);
}
