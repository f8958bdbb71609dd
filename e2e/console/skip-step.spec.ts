import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { overflowing } from "../fixtures/overflowing";
import { planText } from "../fixtures/plan-text";
import { test } from "../fixtures/quiet-page";
import { runApproved } from "../fixtures/run-approved";
import { savePlan } from "../fixtures/save-plan";

test.describe.configure({ timeout: 180_000 });
test.use({ storageState: sessionOf("operator") });

const soon = { timeout: 60_000 };

const strict =
  '{ name: errors-low, use: probe.promql, with: { cluster: dr-shanghai, query: "vector(1)", comparison: "<", threshold: 0 }, timeoutSeconds: 5 }';
const pause = "{ name: pause, use: wait, with: { seconds: 1 } }";

test("a step that failed is skipped with a reason, on record, and the run goes on to its end", async ({ page, browser }) => {
  const plan = `skipped-${Date.now()}`;
  const planId = await savePlan(page, planText(plan, strict, pause));
  await runApproved(page, browser, { planId, plan, reason: "the probe is too strict" });
  const skip = page.getByRole("button", { name: "Skip step" });
  await expect(skip).toBeVisible(soon);
  await skip.click();
  const dialog = page.getByRole("dialog", { name: `Go on without a step of ${plan}` });
  await expect(dialog.getByRole("list", { name: "What is left out" })).toContainText("errors-low");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Skip step" }).click();
  await expect(dialog.getByText(/Say why/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("seen by hand");
  await dialog.getByRole("button", { name: "Skip step" }).click();
  await expect(page.getByText("Succeeded").first()).toBeVisible(soon);
  await expect(page.getByText(/every step was verified but what was skipped by hand: errors-low/).first()).toBeVisible();
  await expect(page.getByText(/skipped by .*: seen by hand/).first()).toBeVisible();
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await page.evaluate(overflowing)).toEqual([]);
});
