import { chromiumPath } from "@holdfast/testkit/testbed/chromium-path";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import type { Stage } from "./stage";

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];

/** Starts a browser; it ends with the stage. Null where no Chromium is installed. */
export async function launchBrowser(stage: Stage): Promise<Browser | null> {
  const executablePath = chromiumPath(chromium.executablePath());
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, args: QUIET });
  stage.add(() => browser.close());
  return browser;
}

/** A window with nothing cached, signed in by a session cookie (`name=value`). */
export async function signedInWindow(browser: Browser, at: { origin: string; cookie: string }, heightPx = 900): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: heightPx }, locale: "en-GB" });
  const [name = "", ...value] = at.cookie.split("=");
  await context.addCookies([{ name, value: value.join("="), url: at.origin, httpOnly: true, sameSite: "Lax" }]);
  return context;
}
