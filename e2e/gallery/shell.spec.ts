import { expect } from "@playwright/test";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test("a change of page is read out and puts the focus at the start of the content", async ({ page }) => {
  await open(page, "/gallery/controls");
  await page.getByRole("link", { name: "A link as a button" }).click();
  await expect(page).toHaveURL(/\/gallery\/lists$/);
  await expect(page.locator("next-route-announcer")).toBeAttached();
});

test("the connection is shown once a page asked for it", async ({ page }) => {
  await open(page, "/gallery/shell");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Screens" }).getByRole("link")).toHaveCount(18);
});
