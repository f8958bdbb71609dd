import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { harmDone, UNHARMED } from "../fixtures/harm-done";
import { MARK } from "../fixtures/hostile-corpus";
import { bringHostileObjects, takeHostileObjects } from "../fixtures/hostile-objects";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// A cluster whose owner means harm: every text that it may choose freely is one that runs where it is taken for markup. The page
// stays quiet too: a script that only the content policy had stopped would be on its console.
test.use({ storageState: sessionOf("operator") });
test.describe.configure({ mode: "serial" });

test.beforeAll(bringHostileObjects);
test.afterAll(takeHostileObjects);

const soon = { timeout: 45_000 };

const isUnharmed = async (page: Page) => expect(await harmDone(page)).toEqual(UNHARMED);

for (const path of [
  "/clusters/test/events?namespace=hostile",
  "/clusters/test/nodes?q=hostile",
  "/clusters/test/workloads?namespace=hostile",
  "/search?q=image%3Ahostile-mark",
  "/compare?left=test&right=dr-shanghai&namespace=hostile",
])
  test(`${path.split("?")[0]} draws what a hostile cluster says as text`, async ({ page }) => {
    await open(page, path);
    await expect(page.locator("tbody").filter({ hasText: /hostile/ })).toBeVisible(soon);
    await isUnharmed(page);
  });

test("the page of a hostile workload shows its images, its warnings and its YAML, and runs none of it", async ({ page }) => {
  await open(page, "/search?q=kind%3ADeployment+namespace%3Ahostile");
  await page
    .getByRole("row", { name: /hostile/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Live YAML" })).toContainText("evil.example/text-0", soon);
  await expect(page.getByRole("region", { name: "Live YAML" })).toContainText("onerror=");
  await expect(page.getByRole("region", { name: "Warnings" })).toContainText(MARK, soon);
  await isUnharmed(page);
});

test("the page of a hostile node does the same", async ({ page }) => {
  await open(page, "/search?q=kind%3ANode+hostile-node");
  await page
    .getByRole("row", { name: /hostile-node/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("hostile-node");
  await expect(page.getByText(MARK).first()).toBeVisible(soon);
  await isUnharmed(page);
});

test("a file of what was found gives a spreadsheet no formula to run", async ({ page }) => {
  const answer = await page.request.get("/api/search/export?q=image%3Ahostile-mark");
  expect(answer.status()).toBe(200);
  const text = await answer.text();
  expect(text).toContain(MARK);
  expect(text.split("\n").filter((line) => /(^|,)"?[=@+\t]/.test(line))).toEqual([]);
});
