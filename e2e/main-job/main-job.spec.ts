import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { asPerson } from "../fixtures/as-person";
import { chooseApproval } from "../fixtures/choose-approval";
import { columnsOutOfSight } from "../fixtures/columns-in-sight";
import { dataRoles } from "../fixtures/data-roles";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";
import { failback, failover, PLAN, reach, runPlan, soon } from "./run-plan";

// One walk in the order of a bad night; each part stands on the one before.
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ storageState: sessionOf("operator") });

const POLICY = "no-latest-tag";
const repository = fileURLToPath(new URL("../..", import.meta.url));

test("a policy is previewed, pushed to test, approved by a second person, and reaches production", async ({ page, browser }) => {
  await open(page, "/policies");
  await reach(page, POLICY);
  await page.getByRole("button", { name: "Preview now" }).click();
  await expect(page.getByText("Would take it").first()).toBeVisible(soon);
  await page
    .getByRole("button", { name: /^Push / })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: /^Push / });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^Push version/ }).click();
  await expect(page).toHaveURL(/\/policies\/rollouts\//, soon);
  await expect(page.getByText(/waits for a second person/).first()).toBeVisible(soon);
  const rollout = new URL(page.url()).pathname;
  await asPerson(browser, "approver", "/approvals", async (approver) => {
    await chooseApproval(approver.getByRole("link", { name: new RegExp(POLICY) }).first());
    await approver.getByRole("button", { name: "Approve", exact: true }).first().click();
    await approver.getByRole("dialog").getByRole("button", { name: "Approve", exact: true }).click();
    await expect(approver.getByText("Approved").first()).toBeVisible();
  });
  await open(page, rollout);
  for (const cluster of ["dr-shanghai", "prod-hangzhou"])
    await expect(page.getByRole("row", { name: new RegExp(cluster) }).first()).toContainText("Applied", soon);
});

test("the bank's service is seen answering in its cluster", async ({ page }) => {
  await open(page, "/observe");
  await expect(page.getByText("prod-hangzhou").first()).toBeVisible();
  await expect(page.locator(".recharts-surface path.recharts-curve").first()).toBeVisible(soon);
});

test("the case is verified by what the clusters answer", async ({ page }) => {
  await open(page, "/cases");
  await expect(page.getByText("verified", { exact: false }).first()).toBeVisible(soon);
});

/** Takes the demo's region down from the fleet's page, and sees that it is noticed. */
async function takeDown(page: Page): Promise<void> {
  await open(page, "/");
  await page.getByRole("button", { name: "Take the region down" }).click();
  const dialog = page.getByRole("dialog", { name: "Take the region of prod-hangzhou down?" });
  await dialog.getByRole("button", { name: "Take the region down" }).click();
  await expect(page.getByText("1 of 3 clusters unreachable")).toBeVisible(soon);
  await expectAccessible(page);
}

async function heal(page: Page): Promise<void> {
  await open(page, "/");
  await page.getByRole("button", { name: "Heal" }).click();
  await expect(page.getByText(/of 3 clusters unreachable/)).toBeHidden(soon);
}

test("a rehearsal shows what each step would change, by a dry run, and changes nothing", async ({ page }) => {
  await open(page, "/failover");
  await reach(page, PLAN);
  await page.getByRole("button", { name: "Rehearse" }).click();
  await expect(page).toHaveURL(/\/failover\/runs\//, soon);
  await expect(page.getByText("A rehearsal: nothing was changed")).toBeVisible(soon);
  await expect(page.getByText("Succeeded").first()).toBeVisible(soon);
  await expect(page.getByText("would change VirtualService bank/bank-core").first()).toBeVisible();
  await expectAccessible(page);
  await open(page, "/failover");
  await expect(page.getByRole("row").filter({ hasText: "Failover, rehearsal" }).first()).toContainText("Succeeded");
});

/** Opens the report of the run on the page, takes it away, and has it prove itself without the console. */
async function proveReport(page: Page): Promise<unknown> {
  await page.getByRole("link", { name: "Report", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Signature" })).toBeVisible(soon);
  await expect(page.getByText("failover.phase-changed").first()).toBeVisible();
  await expectAccessible(page);
  const [pdf] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "PDF" }).click()]);
  expect(pdf.suggestedFilename()).toMatch(/^holdfast-run-.*\.pdf$/);
  const [keys] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Public keys" }).click()]);
  const [json] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Signed JSON" }).click()]);
  const files = ["--report", await json.path(), "--key", await keys.path(), "--pdf", await pdf.path()];
  const verifier = ["node_modules/tsx/dist/cli.mjs", "packages/services/bin/verify-report.ts"];
  return JSON.parse(execFileSync(process.execPath, [...verifier, ...files], { cwd: repository }).toString());
}

test("the report of the rehearsal is signed, says what the run said, and proves itself without the console", async ({ page }) => {
  await open(page, "/failover");
  await page.getByRole("row").filter({ hasText: "Failover, rehearsal" }).first().getByRole("link").first().click();
  expect(await proveReport(page)).toMatchObject({ isGenuine: true, plan: PLAN, outcome: "Succeeded" });
});

test("the region is taken down, and the fleet says so", async ({ page }) => {
  expect(await dataRoles("prod-hangzhou")).toMatchObject({ takesWrites: true, timeline: 1, vault: "primary" });
  expect(await dataRoles("dr-shanghai")).toMatchObject({ takesWrites: false, timeline: 1, vault: "secondary", mirror: "RUNNING" });
  await takeDown(page);
});

test("a failover is requested, refused to whoever asked for it, approved by another, and done within its RTO", async ({
  page,
  browser,
}) => {
  // Nothing follows the clients by itself.
  expect(await dataRoles("dr-shanghai")).toMatchObject({ takesWrites: false, vault: "secondary", mirror: "RUNNING" });
  await runPlan(page, browser, failover, "The region of prod-hangzhou is lost.");
  expect(await dataRoles("dr-shanghai")).toMatchObject({ takesWrites: true, timeline: 2, vault: "primary", mirror: "STOPPED" });
  expect(await proveReport(page)).toMatchObject({ isGenuine: true, plan: PLAN, outcome: "Succeeded" });
  await expect(page.getByText("The region of prod-hangzhou is lost.").first()).toBeVisible();
});

test("the case's verdict has changed with what its queries measure", async ({ page }) => {
  await open(page, "/cases");
  await expect(
    page
      .getByText("failing", { exact: false })
      .or(page.getByText("no evidence", { exact: false }))
      .first(),
  ).toBeVisible(soon);
});

test("the trail tells who asked and who approved, and its chain verifies", async ({ page, browser }) => {
  await open(page, "/audit");
  await expect(page.getByText("failover.request").first()).toBeVisible();
  await expect(page.getByText("failover.approve").first()).toBeVisible();
  await asPerson(browser, "admin", "/audit", async (admin) => {
    await admin.getByRole("button", { name: "Verify the chain" }).click();
    await expect(admin.getByText("The chain is intact").last()).toBeVisible(soon);
    await expectAccessible(admin);
  });
});

test("the region is healed, and fenced as soon as its cluster is back: the clients stay where the failover brought them", async ({
  page,
}) => {
  await heal(page);
  await open(page, "/failover");
  const ofPlan = page.getByRole("row").filter({ hasText: PLAN }).filter({ hasText: "Succeeded" }).filter({ hasNotText: "rehearsal" });
  // The newest of its runs; the list of plans has rows of that name as well.
  await ofPlan.locator('a[href*="/failover/runs/"]').first().click();
  await expect(page).toHaveURL(/\/failover\/runs\//, soon);
  await expect(page.getByText(/AuthorizationPolicy bank\/holdfast-fence-[0-9a-f]{8} stands as it was put up/).first()).toBeVisible(soon);
  // Its database is made anew by its crew, as a copy of the one that took over.
  await expect.poll(() => dataRoles("prod-hangzhou"), soon).toMatchObject({ takesWrites: false, timeline: 2, vault: "secondary" });
  await expectAccessible(page);
});

test("the same happens a second time, and the same path leads through it", async ({ page, browser }) => {
  await takeDown(page);
  // The bank runs there already: a second failover only confirms it.
  await runPlan(page, browser, { ...failover, shows: "No dry run has shown a change" }, "Lost once more.");
  await heal(page);
});

test("the failback brings the bank home by its own steps, approved by a second person as well", async ({ page, browser }) => {
  // What was written in Shanghai is copied home first.
  await open(page, "/failover");
  await reach(page, PLAN);
  await expect(page.getByRole("region", { name: "Data stores" }).getByText("Within RPO")).toHaveCount(3, soon);
  await runPlan(page, browser, failback, "The region is well again.");
  const [home, away] = [await dataRoles("prod-hangzhou"), await dataRoles("dr-shanghai")];
  expect(home).toMatchObject({ takesWrites: true, timeline: 3 });
  expect(away).toMatchObject({ takesWrites: false, mirror: "RUNNING" });
  // Nothing was lost on the way: one has proven to hold what the other had written.
  expect(away.demotionToken).not.toBe("");
  expect(home.promotionToken).toBe(away.demotionToken);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("dr-shanghai → prod-hangzhou");
  await open(page, "/failover");
  await expect(page.getByRole("row").filter({ hasText: PLAN }).first()).toContainText("prod-hangzhou → dr-shanghai");
  await reach(page, PLAN);
  await page.getByRole("tab", { name: "Failback" }).click();
  await expect(page.getByText("It is evaluated as soon as the group runs at dr-shanghai.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Request failback" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
});

test("the ledger has both failovers and the failback, with every column in sight on a laptop", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, "/failover/ledger");
  // Others have asked for runs of it and taken them back: those are in the ledger as well.
  await expect(page.getByRole("row").filter({ hasText: PLAN }).filter({ hasText: "Succeeded" })).toHaveCount(3, soon);
  expect(await columnsOutOfSight(page)).toEqual([]);
  await expectAccessible(page);
});

test("an armed plan begins by itself once its region is lost, and the record tells how", async ({ page, browser }) => {
  await open(page, "/failover");
  await reach(page, PLAN);
  // Vault's people bring its primary home by hand, as no step demotes one.
  test.setTimeout(300_000);
  await expect(page.getByRole("region", { name: "Data stores" }).getByText("Within RPO")).toHaveCount(3, { timeout: 120_000 });
  const panel = page.getByRole("region", { name: "Automation" });
  await panel.getByRole("button", { name: "Arm…" }).click();
  const dialog = page.getByRole("dialog", { name: `Arm ${PLAN}` });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("A night without a crew.");
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(panel.getByText("Waits for approval")).toBeVisible();
  await asPerson(browser, "approver", "/approvals", async (approver) => {
    await chooseApproval(approver.getByRole("link").filter({ hasText: PLAN }).filter({ hasText: "Arming" }).first());
    await approver.getByRole("button", { name: "Approve", exact: true }).click();
    await approver.getByRole("dialog").getByRole("button", { name: "Approve", exact: true }).click();
    await expect(approver.getByText("Approved").first()).toBeVisible();
  });
  // From both sides it must have been seen once before its silence counts.
  await expect(panel.getByText("Answers", { exact: true })).toHaveCount(2, soon);
  await takeDown(page);
  await open(page, "/failover");
  await reach(page, PLAN);
  await expect(panel.getByText("Spent: it has begun a run")).toBeVisible(soon);
  await expectAccessible(page);
  await panel.getByRole("link", { name: "See what it began" }).click();
  await expect(page.getByText("Succeeded").first()).toBeVisible(soon);
  await expect(page.getByText(/is lost: its agent sends no heartbeat/).first()).toBeVisible();
  // Nobody was there to notice it and to decide, and how long both took is known all the same.
  await open(page, "/failover/ledger");
  const newest = page.getByRole("row").filter({ hasText: PLAN }).first();
  await expect(newest).toContainText("Succeeded");
  const columns = await page.getByRole("columnheader").allInnerTexts();
  for (const stage of ["Detect", "Decide"]) {
    expect(columns).toContain(stage);
    await expect(newest.locator("th, td").nth(columns.indexOf(stage))).toHaveText(/\d/);
  }
  await heal(page);
});
