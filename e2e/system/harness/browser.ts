import { chromiumPath } from "@holdfast/testkit/testbed/chromium-path";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Credentials } from "./session";

/** For `describe.skipIf`: whether there is no Chromium here. In CI there must be one, so it throws there. */
export function lacksBrowser(): boolean {
  const lacks = chromiumPath(chromium.executablePath()) === null;
  if (lacks && process.env.CI) throw new Error("CI must run these tests: install Chromium, or name it by CHROMIUM_PATH");
  return lacks;
}

/** Starts the browser; whoever asked closes it. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(chromium.executablePath()) ?? undefined, args: ["--no-sandbox", "--disable-gpu"] });

/** Signs in on the page as a person does, and resolves on the first page behind it. Rejects when that does not come. */
export async function signInAt(page: Page, url: string, { email, password }: Credentials): Promise<void> {
  await page.goto(`${url}/sign-in`);
  // Until React has taken over what the server drew, a press sends nothing.
  await page.waitForFunction(() => Object.keys(document.querySelector("form") ?? {}).some((key) => key.startsWith("__reactProps")));
  await page.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((at) => !at.pathname.startsWith("/sign-in"));
}
