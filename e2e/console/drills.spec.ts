import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { asPerson } from "../fixtures/as-person";
import { chooseApproval } from "../fixtures/choose-approval";
import { columnsOutOfSight } from "../fixtures/columns-in-sight";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";
import { savePlan } from "../fixtures/save-plan";

test.describe.configure({ timeout: 300_000 });
test.use({ storageState: sessionOf("operator") });

/** A drill begins at its minute, and is judged within seconds after its end. */
const inTime = { timeout: 200_000 };

const planText = (name: string, atMost: number) => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${name} }
spec:
  group: ${name}
  primary: prod-hangzhou
  standby: dr-shanghai
  rtoSeconds: 60
  drill:
    maxAgeDays: 90
    blocking:
      - { name: no-incident, use: probe.promql, with: { cluster: dr-shanghai, query: "vector(0)", comparison: "==", threshold: 0 } }
    outcome:
      - { name: errors, use: probe.promql, with: { cluster: dr-shanghai, query: "vector(0.5)", comparison: "<=", threshold: ${atMost} }, withinSeconds: 0 }
  activate:
    steps:
      - { name: pause, use: wait, with: { seconds: 1 } }
`;

/** A minute of the page's own clock, as a `datetime-local` control writes it. */
const minuteFromNow = (page: Page, minutes: number) =>
  page.evaluate((ahead) => {
    const at = new Date(Date.now() + ahead * 60_000);
    const pad = (value: number) => String(value).padStart(2, "0");
    return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
  }, minutes);

const item = (page: Page, name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

test("an operator has a plan drilled each quarter, sees when that is, pauses it, and takes it away", async ({ page, browser }) => {
  const name = `Quarterly ${Date.now()}`;
  await open(page, "/failover/drills");
  await page.getByRole("button", { name: "New schedule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(dialog.getByText("Choose a plan.").first()).toBeVisible();
  await dialog.getByRole("combobox", { name: "Plan" }).selectOption({ label: "bank-core" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Reason" }).fill("the regulator asks for it");
  await dialog.getByRole("textbox", { name: "Time zone" }).fill("Asia/Shanghai");
  const next = dialog.getByRole("region", { name: "The next five" });
  await expect(next.getByRole("listitem")).toHaveCount(5);
  await dialog.getByRole("textbox", { name: "Months" }).fill("13");
  await expect(next.getByRole("listitem")).toHaveCount(0);
  await dialog.getByRole("textbox", { name: "Months" }).fill("3, 6, 9, 12");
  await expect(next.getByRole("listitem")).toHaveCount(5);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(item(page, name).getByText(/on the last Sat of Mar, Jun, Sept?, Dec at 02:00 \(Asia\/Shanghai\)/)).toBeVisible();
  await asPerson(browser, "viewer", "/failover/drills", async (viewer) => {
    await expect(item(viewer, name).getByRole("button", { name: "Change" })).toHaveAttribute("aria-disabled", "true");
    await expect(viewer.getByRole("button", { name: "New schedule" })).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(viewer);
  });
  await item(page, name).getByRole("button", { name: "Change" }).click();
  await page.getByRole("dialog").getByRole("checkbox", { name: "Paused" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click();
  await expect(item(page, name).getByText("paused")).toBeVisible();
  await item(page, name).getByRole("button", { name: "Remove" }).click();
  await item(page, name).getByRole("button", { name: "Remove it" }).click();
  await expect(item(page, name)).toHaveCount(0);
});

const outcomes = [
  { verdict: "Passed", atMost: 1, badges: 0 },
  { verdict: "Failed", atMost: 0.1, badges: 1 },
];

/** Has the calendar begin a drill of a plan once, in two minutes. */
async function scheduleOnce(page: Page, plan: string): Promise<void> {
  await page.getByRole("button", { name: "New schedule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Plan" }).selectOption({ label: plan });
  await dialog.getByRole("textbox", { name: "Name" }).fill("proof");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("once, to see it");
  await dialog.getByRole("combobox", { name: "Repeats" }).selectOption({ label: "Once" });
  await dialog.getByRole("textbox", { name: "At" }).fill(await minuteFromNow(page, 2));
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(dialog).toHaveCount(0);
}

async function approve(approver: Page, plan: string): Promise<void> {
  await open(approver, "/approvals");
  await chooseApproval(approver.getByRole("link", { name: new RegExp(plan) }).first());
  await approver.getByRole("button", { name: "Approve", exact: true }).first().click();
  const ask = approver.getByRole("alertdialog", { name: `Approve ${plan}` });
  await ask.getByRole("textbox").last().fill(plan);
  await ask.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(approver.getByText("Approved").first()).toBeVisible();
}

test("drills of the calendar are approved by another person, begin at their time, and are judged: one passes, one fails", async ({
  page,
  browser,
}) => {
  const at = Date.now();
  const drills: { verdict: string; badges: number; name: string; planId: string }[] = [];
  for (const { verdict, atMost, badges } of outcomes) {
    const name = `drilled-${verdict.toLowerCase()}-${at}`;
    drills.push({ verdict, badges, name, planId: await savePlan(page, planText(name, atMost)) });
  }
  for (const { planId } of drills) {
    await open(page, `/failover/plans/${planId}`);
    await expect(page.getByText("unproven", { exact: true })).toHaveCount(1);
  }
  await open(page, "/failover/drills");
  const rowOf = (name: string) => page.getByRole("row").filter({ hasText: name }).last();
  for (const { name } of drills) await scheduleOnce(page, name);
  for (const { name } of drills) await expect(rowOf(name)).toContainText("Awaiting approval", inTime);
  await asPerson(browser, "approver", "/approvals", async (approver) => {
    for (const { name } of drills) await approve(approver, name);
  });
  for (const { verdict, badges, name, planId } of drills) {
    await open(page, "/failover/drills");
    await rowOf(name).getByRole("link").first().click();
    await expect(page).toHaveURL(/\/failover\/runs\//);
    await expect(page.getByText("Not before")).toBeVisible();
    const proof = page.getByRole("region", { name: "What the drill proves" });
    await expect(proof.getByText(verdict, { exact: true })).toBeVisible(inTime);
    await expect(proof.getByRole("listitem").filter({ hasText: "no-incident" })).toContainText("held");
    await expect(proof.getByRole("listitem").filter({ hasText: "errors" })).toContainText("vector(0.5)");
    await expectAccessible(page);
    await open(page, `/failover/plans/${planId}`);
    await expect(page.getByText("unproven", { exact: true })).toHaveCount(badges);
  }
  await open(page, "/failover/drills");
  for (const { name, verdict } of drills) await expect(rowOf(name)).toContainText(verdict);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(await columnsOutOfSight(page)).toEqual([]);
});

test("the calendar is left and come back to with its month, and fits a phone", async ({ page }) => {
  await open(page, "/failover/drills?month=2026-12");
  await expect(page.getByRole("heading", { name: "December 2026" })).toBeVisible();
  await expect(page.getByRole("table", { name: /Calendar of December 2026/ })).toBeVisible();
  await page.getByRole("button", { name: "Month after" }).click();
  await expect(page).toHaveURL(/month=2027-01/);
  await page.reload();
  await expect(page.getByRole("heading", { name: "January 2027" })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 780 });
  await expect(page.getByRole("table", { name: /Calendar of/ })).toBeHidden();
  expect(await page.evaluate(overflowing)).toEqual([]);
  await expectAccessible(page);
});
