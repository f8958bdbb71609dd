import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "@holdfast/contracts/fault";
import { saveCase } from "@holdfast/services/cases/save-case";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { StartProblem } from "./start-problem";

function caseFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((each) => /\.ya?ml$/.test(each));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StartProblem(`HOLDFAST_CASES_DIR: ${folder} can't be read (${code}). Name a folder of case files, or leave it out.`, {
      cause,
    });
  }
}

/** Loads the case files of a folder. Throws with the file, the place and the remedy when one is broken; then none is saved half. */
export async function loadCases(ctx: ServiceContext, folder: string): Promise<void> {
  for (const name of caseFiles(folder).sort()) {
    try {
      await saveCase(ctx, readFileSync(join(folder, name), "utf8"));
    } catch (cause) {
      if (cause instanceof Fault)
        throw new StartProblem(`HOLDFAST_CASES_DIR: ${join(folder, name)} is not a scenario case:\n${cause.message}`, { cause });
      throw cause;
    }
  }
}
