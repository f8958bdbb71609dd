import { expect } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.beforeEach(async ({ page }) => {
  await open(page, "/gallery/controls");
});

test("a menu works by keyboard and gives the focus back to its button", async ({ page }) => {
  const button = page.getByRole("button", { name: "Actions" });
  await button.focus();
  await page.keyboard.press("ArrowDown");
  const menu = page.getByRole("menu", { name: "Actions" });
  await expect(menu).toBeVisible();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("a press on the button closes its menu again", async ({ page }) => {
  const button = page.getByRole("button", { name: "View" });
  await button.click();
  await expect(page.getByRole("menu", { name: "View" })).toBeVisible();
  await button.click();
  await expect(page.getByRole("menu", { name: "View" })).toHaveCount(0);
});

test("a choice is kept, and a refused item says why", async ({ page }) => {
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("menuitemradio", { name: "By age" }).click();
  await page.getByRole("button", { name: "View" }).click();
  await expect(page.getByRole("menuitemradio", { name: "By age" })).toBeChecked();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Actions" }).click();
  await expect(page.getByRole("menuitem", { name: /Fail over/ })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("menuitem", { name: /Fail over/ })).toContainText("not drilled for 92 days");
});

test("a refused button keeps its place, can be reached and says why", async ({ page }) => {
  const button = page.getByRole("button", { name: "Fail over" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/not drilled for 92 days/);
  await button.focus();
  await expect(button).toBeFocused();
});

test("a mark without words shows its name to the pointer and to the keyboard, and Escape hides it", async ({ page }) => {
  await page.getByRole("button", { name: "Pause" }).first().hover();
  await expect(page.getByText("Pause", { exact: true }).last()).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(page.getByText("Remove", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Follow the log" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByText("Remove", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Remove", { exact: true })).toHaveCount(0);
});

test("tabs are walked with the arrows", async ({ page }) => {
  await page.getByRole("tab", { name: "Overview" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: /Nodes/ })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel")).toContainText("Another view");
});
