import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { messageOf, Problem } from "../problem";

/** Makes the rename itself durable. Some file systems cannot sync a folder; then it is as durable as they make it. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Writes a file that is there whole or not at all, whatever moment the machine stops at; readable by its owner only. */
export async function writeAtomically(file: string, content: string): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = await open(beside, "wx", 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
  await syncFolder(dirname(file));
}

/** The content of a file, or undefined when there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cause;
  }
}

/** Makes the data folder and proves that it can be written. Throws a Problem that says what to do. */
export async function prepareDataFolder(folder: string): Promise<void> {
  const remedy = "Give --data a folder that this account may write, on a disk that survives a restart.";
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, ".probe");
    await writeAtomically(probe, "");
    await rm(probe);
  } catch (cause) {
    throw new Problem(`The data folder ${folder} cannot be written: ${messageOf(cause)}`, remedy);
  }
}
