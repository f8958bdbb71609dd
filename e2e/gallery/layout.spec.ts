import { expect, type Page } from "@playwright/test";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// The gallery has no store that would know other ways to sign in.
test.use({ expectedNoise: /503 .*\/api\/auth\/oidc\/providers/ });

const parts = ["foundations", "controls", "forms", "layers", "lists", "states", "figures", "text", "shell"];
const pages = [...parts.map((part) => `/gallery/${part}`), "/sign-in", "/setup"];

for (const [name, viewport] of [
  ["360 px", { width: 360, height: 740 }],
  // A window of 1280 by 900 at 200 % is one of 640 by 450.
  ["200 % zoom", { width: 640, height: 450 }],
  ["320 px, which is 400 % zoom", { width: 320, height: 256 }],
] as const) {
  test.describe(`at ${name}`, () => {
    test.use({ viewport });

    for (const path of pages) {
      test(`${path} fits`, async ({ page }) => {
        await open(page, path);
        expect(await page.evaluate(overflowing)).toEqual([]);
      });
    }
  });
}

/** Keeps every layout shift of the page from its first paint on, with what moved. */
const watchShifts = () => {
  const moved: string[] = [];
  Object.assign(window, { moved });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node | null }[] })[])
      if (entry.value > 0.001) moved.push(`${entry.value.toFixed(4)} ${entry.sources.map((source) => source.node?.nodeName).join()}`);
  }).observe({ type: "layout-shift", buffered: true });
};
const shifts = (page: Page) => page.evaluate(() => (window as unknown as { moved: string[] }).moved);

test("nothing moves after the first paint, when the fonts come or when React takes over", async ({ page }) => {
  await page.addInitScript(watchShifts);
  for (const path of pages) {
    await open(page, path);
    await page.evaluate(() => document.fonts.ready);
    expect(await shifts(page), path).toEqual([]);
  }
});

test("nothing moves while times and ages go on", async ({ page }) => {
  await page.addInitScript(watchShifts);
  await open(page, "/gallery/figures");
  const ages = page.locator("time");
  const before = await ages.allInnerTexts();
  await expect.poll(() => ages.allInnerTexts()).not.toEqual(before);
  const between = await ages.allInnerTexts();
  await expect.poll(() => ages.allInnerTexts()).not.toEqual(between);
  expect(await shifts(page)).toEqual([]);
});

test("a reader who wants no motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/gallery/layers");
  await page.getByRole("button", { name: "Open a dialog" }).click();
  const duration = await page.getByRole("dialog").evaluate((element) => getComputedStyle(element).transitionDuration);
  expect(duration).toBe("0s");
});
