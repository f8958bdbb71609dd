import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible";
import { asPerson } from "../fixtures/as-person";
import { chooseApproval } from "../fixtures/choose-approval";
import { open } from "../fixtures/open";

/** The demo's plan. */
export const PLAN = "bank-core";
/** So long may a recovery take by the clock of the run's page. */
const MOST_SECONDS = 15;
/** What takes its time in the clusters: an outage is noticed, agents act, probes answer. */
export const soon = { timeout: 45_000 };

/** How a workflow is asked for, and what the dry run of it names. */
export interface Workflow {
  readonly open: string;
  readonly title: string;
  readonly shows: string;
}
export const failover: Workflow = { open: "Request failover", title: `Request a failover by ${PLAN}`, shows: "bank-core" };
export const failback: Workflow = { open: "Request failback", title: `Request the failback by ${PLAN}`, shows: "bank-core" };

/** Follows links by their names, one after another. */
export async function reach(page: Page, ...names: (string | RegExp)[]): Promise<void> {
  for (const name of names) await page.getByRole("link", { name }).first().click();
}

/** Asks for a run of the plan, has it approved by another person, and sees it done within its RTO. */
export async function runPlan(page: Page, browser: Browser, workflow: Workflow, reason: string): Promise<void> {
  await open(page, "/failover");
  await reach(page, PLAN);
  await page.getByRole("button", { name: workflow.open }).click();
  const dialog = page.getByRole("dialog", { name: workflow.title });
  await dialog.getByRole("textbox", { name: "Reason" }).fill(reason);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: workflow.open }).click();
  await expect(page).toHaveURL(/\/failover\/runs\//, soon);
  await expect(page.getByText("Waits for an approval").first()).toBeVisible();

  await asPerson(browser, "operator", "/approvals", async (requester) => {
    await expect(requester.getByText("Not yours").first()).toBeVisible();
  });
  await asPerson(browser, "approver", "/approvals", async (approver) => {
    await chooseApproval(approver.getByRole("link", { name: new RegExp(PLAN) }).first());
    await expect(approver.getByRole("definition").filter({ hasText: reason })).toBeVisible();
    // What is approved is what the clusters themselves said that it would change.
    await expect(approver.getByRole("region", { name: "What would change" })).toContainText(workflow.shows);
    await approver.getByRole("button", { name: "Approve", exact: true }).first().click();
    const dialog = approver.getByRole("alertdialog", { name: `Approve ${PLAN}` });
    await dialog.getByRole("textbox").last().fill(PLAN);
    await expectAccessible(approver);
    await dialog.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(approver.getByText("Approved").first()).toBeVisible();
  });

  await expect(page.getByText("Succeeded").first()).toBeVisible(soon);
  const board = page.getByRole("region", { name: "Where the run stands" });
  await expect(board.getByText("within", { exact: true })).toBeVisible();
  const [minutes = Number.NaN, seconds = Number.NaN] = (await board.getByText(/^\d\d:\d\d\.\d$/).innerText()).split(":").map(Number);
  expect(60 * minutes + seconds).toBeLessThanOrEqual(MOST_SECONDS);
  await expect(page.getByRole("list", { name: "What was lost" }).getByRole("listitem")).toHaveCount(3);
  await expectAccessible(page);
}
