import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// One deployment of the test cluster is scaled, and what became of it is found again as whoever is on call would look for it.
test.use({ storageState: sessionOf("operator") });
test.describe.configure({ mode: "serial" });

const NAME = "grafana";
/** What takes its time in the cluster: an order, the watch that sees what it did, the stream. */
const soon = { timeout: 30_000 };

interface Row {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly uid: string;
}

async function pathOfDeployment(page: Page): Promise<string> {
  const input = JSON.stringify({ json: { resources: ["deployments.apps"], text: NAME } });
  const answer = await page.request.get(`/api/trpc/inventory.list?${new URLSearchParams({ input })}`);
  const { result } = (await answer.json()) as { result: { data: { json: { rows: Row[] } } } };
  const row = result.data.json.rows.find((each) => each.clusterName === "test");
  if (row === undefined) throw new Error(`test has no ${NAME}`);
  return `/inventory/${row.clusterId}/${row.uid}`;
}

async function scaleTo(page: Page, replicas: string): Promise<void> {
  await page.getByRole("button", { name: "Operate" }).click();
  await page.getByRole("menuitem", { name: "Scale" }).click();
  const dialog = page.getByRole("dialog", { name: `Scale ${NAME}` });
  await dialog.getByLabel("Replicas").fill(replicas);
  await dialog.getByRole("button", { name: "Scale" }).click();
  await expect(dialog).toBeHidden();
}

const table = (page: Page) => page.getByRole("table", { name: "Changes" });
const decided = `/changes?q=${NAME}&decisions=yes&since=10m`;

test("a change is announced to who looks at the list, and nothing jumps until it is asked for", async ({ page, context }) => {
  const object = await context.newPage();
  await object.goto(await pathOfDeployment(page));
  await scaleTo(object, "2");
  await expect(object.getByRole("region", { name: "Overview" })).toContainText("2/2", soon);
  await open(page, `/clusters/test/changes?q=${NAME}&kind=deployments.apps&since=all`);
  const row = (what: string) => table(page).getByRole("row").filter({ hasText: what });
  await expect(row("desired 1 → 2").first()).toBeVisible(soon);
  await scaleTo(object, "3");
  const news = page.getByRole("button", { name: /new rows?: show/ });
  await expect(news).toBeVisible(soon);
  await expect(object.getByRole("region", { name: "Overview" })).toContainText("3/3", soon);
  await expect(row("desired 2 → 3")).toHaveCount(0);
  await news.click();
  await expect(row("desired 2 → 3").first()).toBeVisible();
  await object.close();
});

test("what was decided is found by name and time, with who did it, before and after, all in the address", async ({ page }) => {
  await open(page, decided);
  const row = table(page).getByRole("row").filter({ hasText: "desired 1 → 2" }).first();
  await expect(row).toContainText("test");
  await expect(row).toContainText(/operator/i, soon);
  await row.getByRole("link").first().click();
  const drawer = page.getByRole("dialog", { name: "Change" });
  await expect(drawer).toContainText("desired");
  await expect(drawer.getByRole("link", { name: `Deployment monitoring/${NAME}` })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(drawer).toContainText("desired");
  await drawer.getByRole("link", { name: "As it was before" }).click();
  await expect(page.getByRole("region", { name: "What is different now" })).toContainText("desired");
  await expect(page.getByRole("table", { name: "What is kept of it, as it was" }).getByRole("row", { name: /^desired/ })).toContainText(
    "1",
  );
  await expectAccessible(page);
});

test("an object's history is a tab of its page, by keyboard too, and says when nobody knows", async ({ page }) => {
  const path = await pathOfDeployment(page);
  await open(page, path);
  await page.getByRole("navigation", { name: "Views of this object" }).getByRole("link", { name: "History" }).press("Enter");
  await expect(page).toHaveURL(/\/history$/);
  await expect(table(page).getByRole("row").filter({ hasText: "desired 1 → 2" }).first()).toBeVisible(soon);
  await page.getByLabel("At this time").fill("2020-01-01T00:00");
  await expect(page.getByText("Nobody knows what it was then")).toBeVisible();
  await expect(page).toHaveURL(/at=2019-12-31T16%3A00|at=2020-01-01/);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByText("Nobody knows what it was then")).toBeHidden();
  await page.getByRole("navigation", { name: "Views of this object" }).getByRole("link", { name: "Now" }).click();
  await scaleTo(page, "1");
  await expect(page.getByRole("region", { name: "Overview" })).toContainText("1/1", soon);
});

test("a time in which nothing changed says so, and leads further back", async ({ page }) => {
  await open(page, "/changes?from=2020-01-01T00:00:00.000Z&to=2020-01-01T00:10:00.000Z");
  await expect(page.getByText("Nothing changed")).toBeVisible();
  await page.getByRole("button", { name: "Look through all that is kept" }).click();
  await expect(page).toHaveURL(/since=all/);
  await expect(table(page)).toBeVisible(soon);
});

test.describe("on a phone, in Chinese and dark", () => {
  test.use({ viewport: { width: 360, height: 740 }, locale: "zh-CN", colorScheme: "dark" });

  test("an object as it was, and one of its changes, fit and are accessible", async ({ page }) => {
    const path = `${await pathOfDeployment(page)}/history`;
    await open(page, `${path}?at=${new Date().toISOString()}`);
    await expect(page.getByRole("table", { name: "当时保留的内容" })).toBeVisible(soon);
    expect(await page.evaluate(overflowing)).toEqual([]);
    await expectAccessible(page);
    await page.getByRole("table", { name: "变更" }).getByRole("link").first().click();
    await expect(page.getByRole("dialog", { name: "变更" })).toContainText("健康状况");
    expect(await page.evaluate(overflowing)).toEqual([]);
    await expectAccessible(page);
  });
});

test.describe("for somebody of the viewers", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("what changed is to be read, too", async ({ page }) => {
    await open(page, `${await pathOfDeployment(page)}/history`);
    await expect(table(page).getByRole("row").filter({ hasText: "desired 1 → 2" }).first()).toBeVisible(soon);
  });
});
