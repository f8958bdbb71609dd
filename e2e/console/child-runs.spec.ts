import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { planText } from "../fixtures/plan-text";
import { test } from "../fixtures/quiet-page";
import { runApproved } from "../fixtures/run-approved";
import { savePlan } from "../fixtures/save-plan";

test.describe.configure({ timeout: 180_000 });
test.use({ storageState: sessionOf("operator") });

const soon = { timeout: 60_000 };

test("a plan runs another one: approved once, each on its own page, with a way there and back", async ({ page, browser }) => {
  const [child, parent] = [`ledger-${Date.now()}`, `bank-${Date.now()}`];
  const childId = await savePlan(page, planText(child, "{ name: pause, use: wait, with: { seconds: 1 } }"));
  await open(page, `/failover/plans/${childId}`);
  await expect(page.getByRole("button", { name: "Request failover" })).not.toHaveAttribute("aria-disabled", "true", soon);
  const planId = await savePlan(
    page,
    planText(parent, `{ name: the-ledger, use: plan.run, with: { plan: ${child} }, timeoutSeconds: 60 }`),
  );
  await runApproved(page, browser, { planId, plan: parent, reason: "both groups move together" });
  await expect(page.getByText("Succeeded").first()).toBeVisible(soon);
  await expectAccessible(page);
  await page
    .getByRole("link", { name: `Run of ${child}` })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(child);
  await expect(page.getByText("Succeeded").first()).toBeVisible(soon);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await page.evaluate(overflowing)).toEqual([]);
  await page.getByRole("link", { name: parent, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(parent);
});
