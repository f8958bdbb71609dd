import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("operator") });

const box = (page: Page) => page.getByRole("combobox", { name: "What to find" });
const found = (page: Page) => page.getByRole("table", { name: "What was found" });

test("what runs is found on all clusters, and the address is the way back to it", async ({ page }) => {
  await open(page, "/search");
  await box(page).fill("core kind:Deployment");
  await page.keyboard.press("Enter");
  await expect(
    found(page)
      .getByRole("row", { name: /prod-hangzhou/ })
      .first(),
  ).toBeVisible();
  await expect(
    found(page)
      .getByRole("row", { name: /dr-shanghai/ })
      .first(),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/search\?q=core\+kind%3ADeployment/);
  await page.getByRole("button", { name: /^prod-hangzhou, \d+ objects?: narrow/ }).click();
  await expect(box(page)).toHaveValue("core kind:Deployment cluster:prod-hangzhou");
  await expect(found(page).getByRole("row", { name: /dr-shanghai/ })).toHaveCount(0);
  await page.goBack();
  await expect(box(page)).toHaveValue("core kind:Deployment");
});

test("keys and values are completed by keyboard alone", async ({ page }) => {
  await open(page, "/search");
  await page.keyboard.press("/");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("clu");
  await page.getByRole("option", { name: "cluster" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await expect(box(page)).toHaveAttribute("aria-activedescendant", /.+/);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(box(page)).toHaveValue("cluster:");
  await page.keyboard.type("dr");
  await page.getByRole("option", { name: "dr-shanghai" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(box(page)).toHaveValue("cluster:dr-shanghai ");
  await page.keyboard.type("kind:Pod");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(found(page).getByRole("row").nth(1)).toContainText("dr-shanghai");
});

test("a query that is wrong says what, where and what to do, and finds nothing", async ({ page }) => {
  await open(page, "/search?q=core+color%3Ared");
  const problem = page.getByRole("alert").filter({ hasText: "There is no key color" });
  await expect(problem).toContainText("put the text in quotes");
  await expect(problem.locator("mark")).toHaveText("color");
  await expect(box(page)).toHaveAttribute("aria-invalid", "true");
  await expect(found(page)).toHaveCount(0);
  await expectAccessible(page);
});

test("a search is saved, shared, found again, renamed and deleted", async ({ page }) => {
  await open(page, "/search?q=kind%3ANode");
  await page.getByRole("button", { name: "Save this search" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("all nodes");
  await dialog.getByRole("checkbox", { name: /Show it to everybody/ }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("all nodes is saved")).toBeVisible();
  await open(page, "/search");
  await page.getByRole("button", { name: "Saved searches" }).click();
  const drawer = page.getByRole("dialog", { name: "Saved searches" });
  await expect(drawer.getByRole("link", { name: "all nodes" })).toBeVisible();
  await expectAccessible(page);
  // Others may have saved searches of their own in the meantime.
  const item = (name: string) => drawer.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });
  await item("all nodes").getByRole("button", { name: "Name and readers" }).click();
  const edit = page.getByRole("dialog", { name: "Name and readers" });
  await edit.getByRole("textbox", { name: "Name" }).fill("every node");
  await edit.getByRole("button", { name: "Save", exact: true }).click();
  await expect(drawer.getByRole("link", { name: "every node" })).toBeVisible();
  await item("every node").getByRole("button", { name: "Delete" }).click();
  const sure = page.getByRole("alertdialog", { name: "Delete every node" });
  await sure.getByRole("textbox").fill("every node");
  await sure.getByRole("button", { name: "Delete" }).click();
  await expect(item("every node")).toHaveCount(0);
});

test("what was found is exported as a file", async ({ page }) => {
  await open(page, "/search?q=kind%3ANode");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /CSV/ }).click()]);
  expect(download.suggestedFilename()).toBe("search.csv");
  const [header, ...lines] = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(header).toMatch(/^cluster,kind,namespace,name/);
  expect(lines.length).toBeGreaterThan(3);
});

test("an image of an object leads to everything that runs it", async ({ page }) => {
  await open(page, "/search?q=core-service+kind%3ADeployment+cluster%3Aprod-hangzhou");
  await found(page).getByRole("link").first().click();
  // A press that comes while the page still changes is lost with the page that was left.
  await expect(page).toHaveTitle("bank-core-service · Holdfast");
  await page.getByRole("region", { name: "Overview" }).getByRole("link").filter({ hasText: /[:/]/ }).last().click();
  await expect(box(page)).toHaveValue(/^image:\*/);
  await expect(found(page).getByRole("row").nth(1)).toBeVisible();
});

test("the palette searches the fleet for what was typed", async ({ page }) => {
  await open(page, "/settings");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command palette" }).fill("core-service");
  await page.getByRole("option", { name: "Search the fleet for “core-service”" }).click();
  await expect(page).toHaveURL(/\/search\?q=core-service/);
  await expect(found(page)).toBeVisible();
});
