import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.describe.configure({ mode: "serial" });
test.use({ storageState: sessionOf("operator") });

const POLICY = `e2e-library-${Date.now().toString(36)}`;
/** A hub starts its workers for the first policy. */
const soon = { timeout: 45_000 };
let policyPath = "";

const table = (page: Page) => page.getByRole("table", { name: "Policy library" });
const tests = (page: Page) => page.getByRole("textbox", { name: "Tests in YAML" });
const results = (page: Page, version: number) => page.getByRole("table", { name: `Tests of version ${version}` });

test("the library is searched and narrowed, and says when nothing fits", async ({ page }) => {
  await open(page, "/policies");
  await page.getByRole("link", { name: "Library" }).click();
  await expect(table(page).getByRole("row", { name: /Transfers of the bank/ })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search the library" }).fill("million");
  await expect(table(page).getByRole("row")).toHaveCount(2);
  await page.getByRole("searchbox", { name: "Search the library" }).fill("no such thing");
  await expect(page.getByText("No policy of the library fits")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).first().click();
  await open(page, "/policies/library?category=finance");
  await expect(table(page).getByRole("row")).toHaveCount(2);
  await expectAccessible(page);
});

test("one of Gatekeeper shows its manifests and examples and what it needs, and can be begun from", async ({ page }) => {
  await open(page, "/policies/library/bank-transfer");
  const use = page.getByRole("button", { name: "Use this policy" });
  await expect(use).not.toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("A cluster needs Gatekeeper for it")).toBeVisible();
  await expect(page.getByText("package bank").first()).toBeVisible();
  await expect(page.getByText("exactly one million").first()).toBeVisible();
  await expectAccessible(page);
});

test("a policy begins from the library with its tests, which are run when it is saved and again when asked", async ({ page }) => {
  await open(page, "/policies/library/replica-bounds");
  await page.getByRole("button", { name: "Use this policy" }).click();
  await page.getByLabel("Name").fill(POLICY);
  await expect(tests(page)).toHaveValue(/too many, and nobody|many, and nobody says so/);
  await page.getByRole("button", { name: "Save as version 1" }).click();
  await expect(page).toHaveURL(/\/policies\/[0-9a-f-]{36}$/, soon);
  policyPath = new URL(page.url()).pathname;
  await expect(page.getByText("11 of 11 come out as they say")).toBeVisible();
  await expect(results(page, 1).getByRole("row", { name: /one As expected denied denied/ })).toContainText("1 replicas can not lose one");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Run tests" }).click();
  await expect(page.getByText("11 of 11 come out as they say")).toBeVisible(soon);
});

test("a version whose example comes out otherwise is saved, shows which, and can't be pushed", async ({ page }) => {
  await open(page, `${policyPath}/edit`);
  const editor = page.getByRole("textbox", { name: "Manifests in YAML" });
  await editor.fill((await editor.inputValue()).replace("variables.replicas >= 2", "variables.replicas >= 1"));
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await expect(page).toHaveURL(policyPath, soon);
  await expect(page.getByText("10 of 11 come out as they say")).toBeVisible();
  await expect(results(page, 2).getByRole("row", { name: /one Otherwise denied passes/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Push version 2" })).toHaveAttribute("aria-disabled", "true");
});

test.describe("tests that are wrong", () => {
  // The refused save is an error of the network to the browser.
  test.use({ expectedNoise: /400/ });

  test("are refused at their place in their own text, and nothing is saved", async ({ page }) => {
    await open(page, "/policies/new");
    await page.getByLabel("Name").fill(`${POLICY}-wrong`);
    await tests(page).fill("examples:\n  - name: one\n    expekt: pass\n");
    await page.getByRole("button", { name: "Save as version 1" }).click();
    const problems = page.getByRole("region", { name: /The tests have \d problem/ });
    await expect(problems).toContainText("examples[0].expekt is not a field here", soon);
    await expect(page).toHaveURL(/\/policies\/new$/);
  });
});
