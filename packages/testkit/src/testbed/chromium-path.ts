import { existsSync } from "node:fs";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where a Chromium is: `CHROMIUM_PATH`, Playwright's `own` (its `chromium.executablePath()`), or the machine's. Null where there is none. */
export const chromiumPath = (own: string): string | null =>
  [process.env.CHROMIUM_PATH ?? "", own, ...INSTALLED].find((path) => path !== "" && existsSync(path)) ?? null;
