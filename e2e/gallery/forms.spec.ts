import { expect } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.beforeEach(async ({ page }) => {
  await open(page, "/gallery/forms");
});

test("a refused form lists its errors, takes the focus there, and each line leads to its field", async ({ page }) => {
  const form = page.getByRole("form", { name: "Add a cluster" });
  await form.getByLabel("Name").fill("Prod 1");
  await page.keyboard.press("Enter");
  const summary = form.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("3 entries need another look");
  await expect(form.getByLabel("Name")).toHaveAccessibleDescription(/lower-case letters/);
  await expect(form.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await summary.getByRole("link", { name: /Choose what the cluster is for/ }).click();
  await expect(form.getByLabel("Environment")).toBeFocused();
});

test("an accepted form forgets its errors", async ({ page }) => {
  const form = page.getByRole("form", { name: "Add a cluster" });
  await form.getByRole("button", { name: "Add the cluster" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await form.getByLabel("Name").fill("prod-hangzhou");
  await form.getByLabel("Environment").selectOption("production");
  await form.getByLabel("Region").fill("cn-hangzhou");
  await page.keyboard.press("Enter");
  await expect(form.getByText("Added prod-hangzhou")).toBeVisible();
  await expect(form.getByRole("alert")).toHaveCount(0);
});

test("a password is shown on demand only", async ({ page }) => {
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(password).toHaveAttribute("type", "password");
});
