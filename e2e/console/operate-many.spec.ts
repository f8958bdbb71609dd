import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// Many objects at once, one node emptied, and the logs of a workload: on clusters of the demo, by its operator.
test.use({ storageState: sessionOf("operator") });

/** What takes its time in the cluster: an order, its receipt, a pod that moves. */
const soon = { timeout: 45_000 };

/** Opens what the inventory lists first for a search of its own. */
async function openFirst(page: Page, address: string): Promise<string> {
  await open(page, address);
  const link = page.locator("tbody tr[data-index] a").first();
  const name = await link.innerText();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  return name;
}

test("rows are marked with Shift, restarted together, and what became of each stands on the order's page", async ({ page }) => {
  await open(page, `/search?${new URLSearchParams({ q: "kind:Deployment cluster:test namespace:istio-system" })}`);
  const rows = page.locator("tbody tr[data-index] input[type=checkbox]");
  await rows.nth(0).click();
  await rows.nth(1).click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "2 marked" }).click();
  await page.getByRole("menuitem", { name: "Restart" }).click();
  const dialog = page.getByRole("dialog", { name: "Restart: 2 objects" });
  await expect(dialog).toContainText("2 objects on 1 cluster", soon);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Restart" }).click();
  await page.waitForURL(/\/bulk\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("region", { name: "Progress" }).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "2", soon);
  await expect(page.locator("tbody tr[data-index]").filter({ hasText: "Done" })).toHaveCount(2, soon);
  expect(await page.evaluate(overflowing)).toEqual([]);
  await expectAccessible(page);
});

test("production is not touched by many before their number was typed out", async ({ page }) => {
  await open(page, `/search?${new URLSearchParams({ q: "kind:Deployment cluster:prod-hangzhou namespace:monitoring" })}`);
  await page.getByRole("button", { name: "All that match" }).click();
  await page.getByRole("menuitem", { name: "Scale" }).click();
  await page.getByLabel("Replicas of each").fill("1");
  await page.getByRole("button", { name: "Preview" }).click();
  // Most of them have one replica already: they are left out, and it is said why.
  await expect(page.getByText(/left out/)).toBeVisible(soon);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Cancel" }).click();
});

test("a node of the test cluster is drained and let in again, and says how far it is", async ({ page }) => {
  const name = await openFirst(page, "/search?q=kind%3ANode%20cluster%3Atest%20worker");
  await page.getByRole("button", { name: "Operate" }).click();
  await page.getByRole("menuitem", { name: "Drain" }).click();
  const dialog = page.getByRole("alertdialog", { name: `Drain ${name}` });
  await expect(dialog.getByText(/pods? leaves?|No pod would have to leave/)).toBeVisible(soon);
  await expectAccessible(page);
  for (const risk of await dialog.getByRole("checkbox").all()) await risk.check();
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await dialog.getByRole("button", { name: "Drain" }).click();
  const commands = page.getByRole("region", { name: "Commands" });
  await expect(commands).toContainText("Pods that have left", soon);
  await commands.getByRole("button", { name: /uncordon/ }).click(soon);
  await page
    .getByLabel(/to confirm/)
    .fill(name, { timeout: 2000 })
    .catch(() => undefined);
  await page.getByRole("button", { name: "Uncordon", exact: true }).last().click();
  await expect(commands.getByRole("listitem").filter({ hasText: "Uncordon" }).getByText("Succeeded")).toBeVisible(soon);
});

test("the logs of all pods of a workload are followed, searched and kept", async ({ page }) => {
  await openFirst(page, "/inventory?kind=deployments.apps&q=payments");
  const logs = page.getByRole("region", { name: "Container logs" });
  await expect(logs.getByRole("log")).toHaveCount(0);
  await logs.getByRole("button", { name: "Open the logs" }).click();
  await expect(logs.getByText(/^[1-9][\d,]* of [\d,]+ lines/)).toBeVisible(soon);
  await expectAccessible(page);
  await logs.getByLabel("Find in these lines").fill("no program ever wrote this");
  await expect(logs.getByText("No line says that.")).toBeVisible();
  await logs.getByLabel("Find in these lines").fill("");
  const kept = page.waitForEvent("download");
  await logs.getByRole("button", { name: "Download" }).click();
  expect((await kept).suggestedFilename()).toMatch(/\.log$/);
});
