import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { harmDone, UNHARMED } from "../fixtures/harm-done";
import { bringMembers, takeMembers } from "../fixtures/member-objects";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// Nothing here adds a cluster: the demo's other walks count its three. That added ones get their tokens is proven by
// packages/services/src/imports/members.test.ts.
test.use({ storageState: sessionOf("admin") });
test.describe.configure({ mode: "serial" });
test.beforeAll(bringMembers);
test.afterAll(takeMembers);

const soon = { timeout: 45_000 };
const LIST = "/clusters/import/members";
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("the clusters that a Karmada lists are told apart from the fleet's own, and narrowed in the address", async ({ page }) => {
  await open(page, "/clusters/import");
  await page.getByRole("link", { name: "From Rancher, Karmada or OCM" }).click();
  await expect(row(page, "member-hz")).toContainText("In the fleet", soon);
  await expect(row(page, "member-hz").getByRole("link", { name: "prod-hangzhou" })).toBeVisible();
  await expect(row(page, "shop-prod-7")).toContainText("Not in the fleet");
  await expect(row(page, "shop-prod-7")).toContainText("ClusterNotReachable");
  await expect(page.getByText("Karmada: 3 clusters")).toBeVisible();
  expect(await harmDone(page)).toEqual(UNHARMED);

  await open(page, `${LIST}?standing=inFleet`);
  await expect(row(page, "member-hz")).toBeVisible();
  await expect(row(page, "shop-prod-7")).toHaveCount(0);
});

test("one of them fills the wizard in, which says what is a guess", async ({ page }) => {
  await open(page, LIST);
  await row(page, "shop-prod-7").getByRole("link", { name: "Add…" }).click();
  await expect(page.getByRole("textbox", { name: /^Name/ })).toHaveValue("shop-prod-7");
  await expect(page.getByRole("combobox", { name: /Environment/ })).toHaveValue("production");
  await expect(page.getByRole("textbox", { name: /Region/ })).toHaveValue("cn-shenzhen");
  await expect(page.getByRole("textbox", { name: /Labels/ })).toHaveValue("team=shops");
  await expect(page.getByText("Look at what was guessed")).toBeVisible();
});

test("several are looked at together, and what is not complete is not ordered", async ({ page }) => {
  await open(page, LIST);
  for (const name of ["member-hz", "shop-prod-7", "hostile"]) await row(page, name).getByRole("checkbox").check();
  // The one that is in the fleet for certain is not among them.
  await page.getByRole("button", { name: "Add 2 clusters…" }).click();
  await expect(page.getByRole("heading", { name: "shop-prod-7" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "member-hz" })).toHaveCount(0);
  await expect(page.getByText("The environment is a guess, from: its name.")).toBeVisible();
  await page.getByRole("button", { name: "Add 2 clusters" }).click();
  await expect(page.getByText("1 cluster is not complete")).toBeVisible();
  await expectAccessible(page);
});

for (const reader of [
  { name: "on a phone", colorScheme: "light", locale: "en-GB", width: 360 },
  { name: "in Chinese, dark", colorScheme: "dark", locale: "zh-CN", width: 1280 },
] as const)
  test.describe(reader.name, () => {
    test.use({ colorScheme: reader.colorScheme, locale: reader.locale, viewport: { width: reader.width, height: 800 } });
    test("the full list is accessible and fits", async ({ page }) => {
      await open(page, LIST);
      await expect(page.getByText("shop-prod-7").first()).toBeVisible(soon);
      expect(await page.evaluate(overflowing)).toEqual([]);
      await expectAccessible(page);
    });
  });
