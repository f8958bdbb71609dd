import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("operator") });

test("the matrix names every cluster and is narrowed by how it stands, in its address", async ({ page }) => {
  await open(page, "/policies/compliance");
  await expect(page.getByRole("heading", { level: 1, name: "Compliance" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Compliance" })).toContainText("prod-hangzhou");
  await page.getByRole("searchbox", { name: "Search clusters" }).fill("hangzhou");
  await expect(page).toHaveURL(/q=hangzhou/);
  await expect(page.getByRole("table", { name: "Compliance" })).toContainText("prod-hangzhou");
  await expectAccessible(page);
});

test("the violations that a filter leaves are taken away as a file", async ({ page }) => {
  await open(page, "/policies/violations?state=open");
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toBe("holdfast-violations.csv");
});

test("waivers say what they are for where there is none", async ({ page }) => {
  await open(page, "/policies/waivers?state=declined");
  await expect(page.getByText("There is no waiver")).toBeVisible();
  await expectAccessible(page);
});
