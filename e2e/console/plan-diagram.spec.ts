import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("operator"), permissions: ["clipboard-read", "clipboard-write"] });

test("a plan's graph is taken away as Mermaid, and read in full size by keyboard", async ({ page }) => {
  await open(page, "/failover");
  await page.getByRole("link", { name: "bank-core" }).first().click();
  await page.getByRole("button", { name: "Copy as Mermaid" }).first().click();
  await expect(page.getByText("Copied as Mermaid")).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.split("\n")[0]).toBe("flowchart TD");
  expect(text).toContain("fence");

  const enlarge = page.getByRole("button", { name: "Enlarge" }).first();
  await enlarge.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator("svg").first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(enlarge).toBeFocused();
});
