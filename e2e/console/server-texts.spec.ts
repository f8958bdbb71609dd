import { expect, type Locator } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("admin"), locale: "zh-CN" });

/**
 * Two English words in a row: a sentence that nobody translated. Names of objects, kinds and clusters are single words, a query calls
 * functions, and a kind with its name stands before the arrow to what becomes of it.
 */
const english = /(?<![\w-])[a-z']{2,} [a-z']{2,}(?![\w\-/:(]| →)/i;

async function expectChinese(texts: Locator): Promise<void> {
  const all = await texts.allInnerTexts();
  expect(all.length).toBeGreaterThan(0);
  expect(all.filter((text) => english.test(text))).toEqual([]);
}

test("a plan's findings, its steps and why it can't be requested are in the reader's language", async ({ page }) => {
  await open(page, "/failover");
  // Runs of the plan stand in a table of their own, with the words of whoever asked for them or ended them.
  const plan = page.getByRole("region", { name: "预案" }).getByRole("row", { name: /^bank-core / });
  await expect(plan).toBeVisible();
  await expectChinese(plan);
  await plan.getByRole("link").first().click();

  const findings = page.getByRole("list", { name: "评估发现" });
  await expect(findings).toBeVisible();
  await expectChinese(findings.getByRole("listitem"));
  await expect(page.getByText("此预案从未成功运行过")).toBeVisible();
  await expectChinese(page.getByRole("list", { name: "步骤" }).getByRole("listitem"));
});

test.describe("what is refused", () => {
  // The refused read is an error of the network to the browser.
  test.use({ expectedNoise: /404/ });

  test("is said in the reader's language", async ({ page }) => {
    await open(page, "/failover/plans/01900000-0000-7000-8000-000000000000");
    await expect(page.getByText("没有该预案，或您无权查看。")).toBeVisible();
  });
});
