import { existsSync } from "node:fs";
import { createRequire } from "node:module";

/** Where a Chromium is: CHROMIUM_PATH, the one that Playwright brought, or the system's; undefined when there is none. */
export function chromiumPath(environment = process.env, exists = existsSync) {
  if (environment.CHROMIUM_PATH) return exists(environment.CHROMIUM_PATH) ? environment.CHROMIUM_PATH : undefined;
  return [playwrightsOwn(), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path && exists(path),
  );
}

function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
  } catch {
    return undefined;
  }
}
