import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";
import { savePlan } from "../fixtures/save-plan";

test.use({ storageState: sessionOf("operator") });

/** The hub measures every ten seconds, and evaluates what has changed. */
const soon = { timeout: 60_000 };

/** A plan with one store that is beyond its RPO and one that is within. */
const planText = (name: string) => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${name} }
spec:
  group: ${name}
  primary: prod-hangzhou
  standby: dr-shanghai
  rtoSeconds: 60
  # Nobody approves it: it expires by itself.
  approvals: { expiresAfterSeconds: 60 }
  dataStores:
    - { name: archive, kind: promql, rpoSeconds: 5, with: { lag: "vector(99)" } }
    - { name: ledger, kind: cloudnativepg, rpoSeconds: 60, with: { namespace: bank, name: bank-db } }
  activate:
    steps:
      - { name: pause, use: wait, with: { seconds: 1 } }
`;

const stores = (page: Page, title = "Data stores") => page.getByRole("region", { name: title }).getByRole("listitem");

test("the demo's plan shows each data store with its measured lag, its RPO and its course", async ({ page }) => {
  await open(page, "/failover");
  await page.getByRole("link", { name: "bank-core" }).first().click();
  await expect(stores(page)).toHaveCount(3);
  await expect(stores(page).filter({ hasText: "Within RPO" })).toHaveCount(3, soon);
  const ledger = stores(page).filter({ hasText: "CloudNativePG" });
  await expect(ledger).toContainText(/Lag\s*[\d.]+ m?s/);
  await expect(ledger).toContainText(/Missing\s*[\d.]+ (B|KiB|MiB)/, soon);
  await expect(ledger.getByRole("img", { name: "Lag of ledger over the last half hour" })).toBeVisible(soon);
  await expect(stores(page).filter({ hasText: "Kafka MirrorMaker 2" })).toContainText("transfers");
  await expectAccessible(page);
});

test("the fleet's card of the standby says how far its data are behind", async ({ page }) => {
  await open(page, "/");
  const card = page.getByRole("region", { name: /Disaster recovery/ });
  await expect(card.getByText("Lag", { exact: true })).toBeVisible(soon);
  await expect(card.getByRole("link", { name: /, behind prod-hangzhou/ })).toBeVisible();
  await expectAccessible(page);
});

test("a failover that may lose more than the RPO is refused until the loss is accepted by name", async ({ page }) => {
  const planId = await savePlan(page, planText(`stores-${Date.now()}`));
  await open(page, `/failover/plans/${planId}`);
  await expect(stores(page).filter({ hasText: "archive" })).toContainText("it lags 99 s, more than the RPO of 5 s", soon);
  await expect(page.getByText("data store archive is further behind than its RPO of 5 s")).toBeVisible(soon);

  await page.getByRole("button", { name: "Request failover" }).click();
  const dialog = page.getByRole("dialog", { name: /^Request a failover/ });
  await dialog.getByRole("textbox", { name: "Reason", exact: true }).fill("A test of the accepted loss.");
  await expect(dialog.getByRole("checkbox")).toHaveCount(1);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Request failover" }).click();
  await expect(dialog.getByRole("alert")).toContainText("More than the RPO may be lost of: archive");

  await dialog.getByRole("checkbox", { name: /Accept the loss of archive/ }).check();
  await dialog.getByRole("textbox", { name: "Why it is accepted" }).fill("The archive is written again from the ledger.");
  await dialog.getByRole("button", { name: "Request failover" }).click();
  await expect(page).toHaveURL(/\/failover\/runs\//, soon);
  await expect(page.getByText(/accepts a loss of data/)).toBeVisible();
  await expect(page.getByText("The archive is written again from the ledger.")).toBeVisible();
  await expectAccessible(page);
});

test.describe("for another reader", () => {
  test.use({ locale: "zh-CN", colorScheme: "dark", viewport: { width: 360, height: 800 } });

  test("the data stores are in Chinese, and fit on a phone", async ({ page }) => {
    await open(page, "/failover");
    await page
      .getByRole("link", { name: /bank-core/ })
      .first()
      .click();
    await expect(stores(page, "数据存储").filter({ hasText: "在 RPO 之内" })).toHaveCount(3, soon);
    await expectAccessible(page);
    expect(await page.evaluate(overflowing)).toEqual([]);
  });
});
