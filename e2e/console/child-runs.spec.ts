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

const planText = (name: string, step: string) => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${name} }
spec:
  group: ${name}
  primary: prod-hangzhou
  standby: dr-shanghai
  rtoSeconds: 60
  activate:
    steps:
      - ${step}
`;

test("a plan runs another one: approved once, each on its own page, with a way there and back", async ({ page, browser }) => {
  const [child, parent] = [`ledger-${Date.now()}`, `bank-${Date.now()}`];
  const childId = await savePlan(page, planText(child, "{ name: pause, use: wait, with: { seconds: 1 } }"));
  await open(page, `/failover/plans/${childId}`);
  await expect(page.getByRole("button", { name: "Request failover" })).not.toHaveAttribute("aria-disabled", "true", soon);
  const planId = await savePlan(
    page,
    planText(parent, `{ name: the-ledger, use: plan.run, with: { plan: ${child} }, timeoutSeconds: 60 }`),
  );
  await open(page, `/failover/plans/${planId}`);
  const request = page.getByRole("button", { name: "Request failover" });
  await expect(request).not.toHaveAttribute("aria-disabled", "true", soon);
  await expectAccessible(page);
  await request.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("both groups move together");
  await dialog.getByRole("button", { name: "Request failover" }).click();
  await expect(page).toHaveURL(/\/failover\/runs\//, soon);
  await asPerson(browser, "approver", "/approvals", async (approver) => {
    await chooseApproval(approver.getByRole("link", { name: new RegExp(parent) }).first());
    await approver.getByRole("button", { name: "Approve", exact: true }).first().click();
    const ask = approver.getByRole("alertdialog", { name: `Approve ${parent}` });
    await ask.getByRole("textbox").last().fill(parent);
    await ask.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(approver.getByText("Approved").first()).toBeVisible();
  });
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
