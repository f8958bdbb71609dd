import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "@holdfast/contracts/fault";
import { saveCase } from "@holdfast/services/cases/save-case";
import type { ServiceContext } from "@holdfast/services/context/service-context";

/** Loads the case files of a folder. Throws with the file, the place and the remedy when one is broken; then none is saved half. */
export async function loadCases(ctx: ServiceContext, folder: string): Promise<void> {
  for (const name of readdirSync(folder)
    .filter((each) => /\.ya?ml$/.test(each))
    .sort()) {
    try {
      await saveCase(ctx, readFileSync(join(folder, name), "utf8"));
    } catch (cause) {
      if (cause instanceof Fault) throw new Error(`${join(folder, name)} is not a scenario case:\n${cause.message}`, { cause });
      throw cause;
    }
  }
}
