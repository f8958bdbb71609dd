import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { ScenarioFile } from "./scenario";

/** A scenario from a YAML file. Throws with the field and the remedy when it can't be read. */
export function readScenarioFile(path: string): ScenarioFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new Error(
      `The scenario file ${path} can't be read (${(cause as NodeJS.ErrnoException).code}). Check the path and its permissions.`,
    );
  }
  return parseScenarioFile(text, path);
}

/** The same, of text that is already there; `name` is how messages call it. */
export function parseScenarioFile(text: string, name: string): ScenarioFile {
  let content: unknown;
  try {
    // Aliases could blow a small file up to a huge one; scenarios have no use for them.
    content = parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    throw new Error(`The scenario file ${name} is not valid YAML: ${(cause as Error).message}`);
  }
  const result = ScenarioFile.safeParse(content);
  if (result.success) return result.data;
  throw new Error(`The scenario file ${name} can't be used:\n${z.prettifyError(result.error)}`);
}
