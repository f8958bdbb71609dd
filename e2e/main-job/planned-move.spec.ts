import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { dataRoles } from "../fixtures/data-roles";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";
import { failback, failover, PLAN, reach, runPlan, soon } from "./run-plan";

// There and back while both regions are well.
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ storageState: sessionOf("operator") });

const [HOME, AWAY] = ["prod-hangzhou", "dr-shanghai"] as const;

async function dataAreCopied(page: Page): Promise<void> {
  await open(page, "/failover");
  await reach(page, PLAN);
  await expect(page.getByRole("region", { name: "Data stores" }).getByText("Within RPO")).toHaveCount(3, { timeout: 120_000 });
}

/** What the page says of the database's loss. */
const ledgerLoss = (page: Page) => page.getByRole("list", { name: "What was lost" }).getByRole("listitem").filter({ hasText: "ledger" });

test("a group that an outage has moved comes home by a planned run, and the ledger proves that nothing was lost", async ({
  page,
  browser,
}) => {
  await expect.poll(() => dataRoles(HOME), soon).toMatchObject({ takesWrites: false });
  await dataAreCopied(page);
  await runPlan(page, browser, failback, "Home again.");
  await expect(ledgerLoss(page)).toContainText("Nothing was lost");
  expect(await dataRoles(HOME)).toMatchObject({ takesWrites: true, promotionToken: (await dataRoles(AWAY)).demotionToken });
});

test("a planned move ends the writes before it lets the other site take them, and neither site is ever without the other's", async ({
  page,
  browser,
}) => {
  await dataAreCopied(page);
  const before = await dataRoles(AWAY);
  await runPlan(page, browser, failover, "The region is to be maintained.");
  await expect(ledgerLoss(page)).toContainText("Nothing was lost");
  const [home, away] = [await dataRoles(HOME), await dataRoles(AWAY)];
  expect(away).toMatchObject({ takesWrites: true, mirror: "STOPPED", timeline: before.timeline + 1 });
  expect(home.takesWrites).toBe(false);
  expect(home.demotionToken).not.toBe("");
  expect(away.promotionToken).toBe(home.demotionToken);
  // Vault is brought after it by its people, as no step demotes a primary that is well.
  await expect.poll(async () => (await dataRoles(AWAY)).vault, soon).toBe("primary");
});
