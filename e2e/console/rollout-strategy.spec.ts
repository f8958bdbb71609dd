import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// A policy with a strategy of its own, as its author writes it and watches it; each part stands on the one before.
test.describe.configure({ mode: "serial" });
test.use({ storageState: sessionOf("operator") });

const POLICY = `e2e-strategy-${Date.now().toString(36)}`;
const soon = { timeout: 45_000 };
let policyPath = "";

const advanced = (page: Page) => page.getByText(/^Waves and limits/);

test("a strategy is written in the form: the stages in sight, the waves folded away", async ({ page }) => {
  await open(page, "/policies/new");
  await page.getByLabel("Name").fill(POLICY);
  await page.getByRole("checkbox", { name: "test" }).check();
  await page.getByRole("checkbox", { name: /^audit first/ }).check();
  await expect(page.getByLabel("Soak in seconds")).toHaveCount(0);
  await advanced(page).click();
  await expect(page.getByLabel("Soak in seconds").first()).toBeVisible();
  await page.getByLabel("Soak in seconds").first().fill("15");
  await page.getByLabel("Failures allowed").fill("0");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save as version 1" }).click();
  await expect(page.getByRole("heading", { level: 1, name: POLICY })).toBeVisible();
  policyPath = new URL(page.url()).pathname;
});

test("the dialog of the push names the waves, the stages and what would happen on failure; the page counts the soak down", async ({
  page,
}) => {
  await open(page, policyPath);
  await page.getByRole("button", { name: "Preview now" }).click();
  const push = page.getByRole("button", { name: "Push version 1" });
  await expect(push).not.toHaveAttribute("aria-disabled", "true", soon);
  await push.click();
  const dialog = page.getByRole("dialog", { name: `Push ${POLICY} version 1` });
  await expect(dialog).toContainText("audit → enforce");
  await expect(dialog).toContainText("taken back to what they had");
  await dialog.getByRole("button", { name: "Push version 1" }).click();
  await expect(page).toHaveURL(/\/policies\/rollouts\//, soon);
  await expect(page.getByText("Soaks").first()).toBeVisible(soon);
  await expect(page.getByText(/seconds? left/).first()).toBeVisible();
  await expectAccessible(page);
});
