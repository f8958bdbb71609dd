import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the checkout: the nearest folder above this file that holds turbo.json. */
export function repositoryFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "turbo.json"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("Start Holdfast from its checkout: there is no turbo.json above this file.");
    folder = above;
  }
  return folder;
}
