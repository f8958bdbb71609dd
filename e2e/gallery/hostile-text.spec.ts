import { expect } from "@playwright/test";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test("what a hostile cluster reports is drawn as text, in a list and in code", async ({ page }) => {
  for (const part of ["text", "lists"]) {
    await open(page, `/gallery/${part}`);
    await expect(page.getByText("onerror=").first()).toBeVisible();
    await expect(page.locator("main script, main img, main iframe, main [onerror]")).toHaveCount(0);
    expect(await page.title()).not.toContain("owned");
  }
});

test("an address that would run code is no link", async ({ page }) => {
  await open(page, "/gallery/text");
  expect(await page.locator("a").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol))).not.toContain(
    "javascript:",
  );
  await expect(page.getByRole("link", { name: /^javascript/ })).toHaveCount(0);
});

test("a character that turns the reading order is shown by its name", async ({ page }) => {
  for (const part of ["text", "lists"]) {
    await open(page, `/gallery/${part}`);
    await expect(page.getByText("U+202E").first()).toBeVisible();
    expect(await page.locator("main").innerText()).not.toContain("\u202e");
  }
});

test.describe("under the content policy", () => {
  test.use({ expectedNoise: /content policy: script-src|Content Security Policy/ });

  test("a script that somebody brought into the page does not run", async ({ page }) => {
    await open(page, "/gallery/text");
    const ran = await page.evaluate(async () => {
      const stopped = new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective), { once: true });
      });
      const image = document.createElement("div");
      image.innerHTML = '<img src="/icon.svg" onload="document.title=\'owned\'">';
      document.body.append(image);
      return { stopped: await stopped, title: document.title };
    });
    expect(ran.stopped).toMatch(/^script-src/);
    expect(ran.title).not.toBe("owned");
  });
});
