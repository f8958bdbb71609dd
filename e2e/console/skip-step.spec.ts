import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { asPerson } from "../fixtures/as-person";
import { chooseApproval } from "../fixtures/choose-approval";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";
import { savePlan } from "../fixtures/save-plan";

test.describe.configure({ timeout: 180_000 });
test.use({ storageState: sessionOf("operator") });

const soon = { timeout: 60_000 };

const planText = (name: string) => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${name} }
spec:
  group: ${name}
  primary: prod-hangzhou
  standby: dr-shanghai
  rtoSeconds: 60
  activate:
    steps:
      - { name: errors-low, use: probe.promql, with: { cluster: dr-shanghai, query: "vector(1)", comparison: "<", threshold: 0 }, timeoutSeconds: 5 }
      - { name: pause, use: wait, with: { seconds: 1 } }
`;

test("a step that failed is skipped with a reason, on record, and the run goes on to its end", async ({ page, browser }) => {
  const plan = `skipped-${Date.now()}`;
  const planId = await savePlan(page, planText(plan));
  await open(page, `/failover/plans/${planId}`);
  const request = page.getByRole("button", { name: "Request failover" });
  await expect(request).not.toHaveAttribute("aria-disabled", "true", soon);
  await request.click();
  const ask = page.getByRole("dialog");
  await ask.getByRole("textbox", { name: "Reason" }).fill("the probe is too strict");
  await ask.getByRole("button", { name: "Request failover" }).click();
  await expect(page).toHaveURL(/\/failover\/runs\//, soon);
  await asPerson(browser, "approver", "/approvals", async (approver) => {
    await chooseApproval(approver.getByRole("link", { name: new RegExp(plan) }).first());
    await approver.getByRole("button", { name: "Approve", exact: true }).first().click();
    const confirm = approver.getByRole("alertdialog", { name: `Approve ${plan}` });
    await confirm.getByRole("textbox").last().fill(plan);
    await confirm.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(approver.getByText("Approved").first()).toBeVisible();
  });
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
