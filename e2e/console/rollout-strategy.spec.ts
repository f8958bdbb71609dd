import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { asPerson } from "../fixtures/as-person";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// A policy with a strategy of its own, as its author writes it and watches it; each part stands on the one before.
test.describe.configure({ mode: "serial" });
test.use({ storageState: sessionOf("operator") });

const POLICY = `e2e-strategy-${Date.now().toString(36)}`;
const soon = { timeout: 45_000 };
let policyPath = "";
let rolloutPath = "";

const advanced = (page: Page) => page.getByText(/^Waves and limits/);

test("a strategy is written in the form: the stages in sight, the waves folded away", async ({ page }) => {
  await open(page, "/policies/new");
  await page.getByLabel("Name", { exact: true }).fill(POLICY);
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
  rolloutPath = new URL(page.url()).pathname;
  await expect(page.getByText("Soaks").first()).toBeVisible(soon);
  await expect(page.getByText(/seconds? left/).first()).toBeVisible();
  await expectAccessible(page);
});

test("all rollouts are stopped from the list of policies, the rollout says so, and an admin lifts the stop", async ({ page, browser }) => {
  const stopped = /All rollouts were stopped by/;
  await open(page, "/policies");
  await page.getByRole("button", { name: "Stop all rollouts" }).click();
  const dialog = page.getByRole("dialog", { name: "Stop all rollouts?" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("a look at it first");
  await dialog.getByRole("button", { name: "Stop all rollouts" }).click();
  await expect(page.getByText(stopped)).toBeVisible();
  // Who may stop them may not let them go on.
  await expect(page.getByRole("button", { name: "Lift the stop" })).toHaveAttribute("aria-disabled", "true");
  await open(page, rolloutPath);
  await expect(page.getByRole("region", { name: "Kill switch of rollouts" })).toContainText("a look at it first");
  await expectAccessible(page);
  await asPerson(browser, "admin", "/policies", async (admin) => {
    await admin.getByRole("button", { name: "Lift the stop" }).click();
    const ask = admin.getByRole("alertdialog");
    await ask.getByRole("textbox", { name: "Reason" }).fill("it is all right");
    await expectAccessible(admin);
    await ask.getByRole("textbox", { name: /Type .*release/ }).fill("release");
    await ask.getByRole("button", { name: "Lift the stop" }).click();
    await expect(admin.getByText(stopped)).toHaveCount(0);
  });
  await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 60_000 });
});
