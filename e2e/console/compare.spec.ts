import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("viewer") });

const table = (page: Page) => page.getByRole("table", { name: "Compare" });
const row = (page: Page, name: string) => table(page).getByRole("row").filter({ hasText: name });

test("says what production has in another version than its standby, and leads to it", async ({ page }) => {
  await open(page, "/compare");
  await expect(page.getByText(/\d+ of \d+ objects alike/)).toBeVisible();
  await expect(row(page, "settlement-export")).toContainText("Version");
  await expect(row(page, "settlement-export")).toContainText("0.9.4");
  await expect(row(page, "settlement-export")).toContainText("0.9.3");
  await expectAccessible(page);
  await row(page, "settlement-export").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: /settlement-export/ })).toBeVisible();
});

test("keeps apart what may differ, and says why when it is asked for", async ({ page }) => {
  await open(page, "/compare");
  await expect(row(page, "settlement-export")).toBeVisible();
  await expect(row(page, "payments-api")).toHaveCount(0);
  await page.getByRole("switch", { name: /expected difference/ }).click();
  await expect(row(page, "payments-api")).toContainText("Standby runs fewer");
  await expect(page).toHaveURL(/expected=yes/);
});

test("is narrowed by what differs, and turned round, all in the address", async ({ page }) => {
  await open(page, "/compare");
  await page
    .getByRole("group", { name: "Differences by group" })
    .getByRole("button", { name: /Version/ })
    .click();
  await expect(page).toHaveURL(/group=version/);
  await expect(table(page).getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Turn round" }).click();
  await expect(page.getByRole("combobox", { name: "Left" })).toHaveValue("dr-shanghai");
  await expect(table(page).getByRole("columnheader").last()).toHaveText(/prod-hangzhou/);
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Left" })).toHaveValue("dr-shanghai");
  await expect(table(page).getByRole("row")).toHaveCount(2);
});

test("of two that have nothing to do with each other is still one answer", async ({ page }) => {
  await open(page, "/compare?left=test&right=dr-shanghai&q=nothing-has-this-name");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).first().click();
  await expect(table(page)).toBeVisible();
});
