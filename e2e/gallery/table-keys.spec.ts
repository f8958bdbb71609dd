import { expect } from "@playwright/test";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.beforeEach(async ({ page }) => {
  await open(page, "/gallery/lists");
  await expect(page.getByRole("table", { name: "Workloads", exact: true })).toBeVisible();
});

const focusedRow = "tr:focus";

test("j and k walk the rows from anywhere on the page, and stop at the ends", async ({ page }) => {
  await page.keyboard.press("j");
  await expect(page.locator(focusedRow)).toContainText("bank-core-service-0");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.locator(focusedRow)).toContainText("payments-api-2");
  await page.keyboard.press("k");
  await expect(page.locator(focusedRow)).toContainText("ledger-1");
  await page.keyboard.press("Home");
  await page.keyboard.press("k");
  await expect(page.locator(focusedRow)).toContainText("bank-core-service-0");
});

test("End reaches a row that was not drawn, and draws only a part of the rows", async ({ page }) => {
  await page.keyboard.press("j");
  await page.keyboard.press("End");
  await expect(page.locator(focusedRow)).toHaveAttribute("data-index", "199");
  await expect(page.locator(focusedRow)).toBeInViewport();
  expect(await page.locator("tr[data-index]").count()).toBeLessThan(100);
});

test("x selects and Enter opens", async ({ page }) => {
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText("2 selected")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Select ledger-1", exact: true })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/gallery\/text\?workload=w1$/);
});

test("letters typed into the search are text, and / leads there", async ({ page }) => {
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search workloads" });
  await expect(search).toBeFocused();
  await page.keyboard.type("jxk");
  await expect(search).toHaveValue("jxk");
  await expect(page.locator(focusedRow)).toHaveCount(0);
});

test("sorting, narrowing and searching live in the address", async ({ page }) => {
  await page.getByRole("button", { name: "Memory" }).click();
  await expect(page).toHaveURL(/sort=memory/);
  await expect(page.getByRole("columnheader", { name: "Memory" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("button", { name: "Memory" }).click();
  await expect(page).toHaveURL(/sort=-memory/);
  await page.getByRole("button", { name: "Health", exact: true }).first().click();
  await page.getByRole("menuitemcheckbox", { name: "Degraded" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/health=Degraded/);
  await page.reload();
  await expect(page.locator("tr[data-index]").first()).toContainText("Degraded");
  await page.getByRole("button", { name: "Remove Health: Degraded" }).click();
  await expect(page).not.toHaveURL(/health/);
});

test("columns can be taken away and brought back", async ({ page }) => {
  const namespace = page.getByRole("table", { name: "Workloads", exact: true }).getByRole("columnheader", { name: "Namespace" });
  await expect(namespace).toHaveCount(0);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Namespace" }).click();
  await expect(namespace).toBeVisible();
});

test("new rows are announced and wait to be asked for", async ({ page }) => {
  await expect(page.getByRole("status").filter({ hasText: "3 new rows: show" })).toHaveCount(1);
  const first = await page.locator("tr[data-index]").first().boundingBox();
  await page.getByRole("button", { name: "3 new rows: show" }).click();
  await expect(page.getByRole("button", { name: "3 new rows: show" })).toHaveCount(0);
  expect((await page.locator("tr[data-index]").first().boundingBox())?.y).toBe(first?.y);
});

test("more rows come when the end is near, and are counted", async ({ page }) => {
  await page.keyboard.press("j");
  await page.keyboard.press("End");
  await expect(page.getByText("400 of 450").first()).toBeVisible();
});

test("text can be selected in a row without opening it", async ({ page }) => {
  const cell = page.getByRole("cell", { name: "prod-hangzhou" }).first();
  const box = await cell.boundingBox();
  if (!box) throw new Error("The cell is drawn.");
  await page.mouse.move(box.x + 14, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  expect(await page.evaluate(() => window.getSelection()?.toString())).not.toBe("");
  await expect(page).toHaveURL(/\/gallery\/lists/);
});
