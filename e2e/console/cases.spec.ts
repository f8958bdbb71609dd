import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("operator") });

/** The hub measures every ten seconds, and a fresh demo needs a minute of traffic before its figures say something. */
const soon = { timeout: 90_000 };
const target = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a case keeps what it claims apart from what was measured", async ({ page }) => {
  await open(page, "/cases");
  await expect(page.getByText("The case claims: verified (code samples only)")).toBeVisible();
  await expect(page.getByText(/\d targets, measured/)).toBeVisible(soon);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Bank core on Kubernetes" }).click();
  await expect(page.getByRole("region", { name: "What the case says" })).toContainText("as written, not measured");
});

test("a verdict stands on a measured value, with its query, its window, its unit and the cluster that gave it", async ({ page }) => {
  await open(page, "/cases/bank-core");
  const latency = target(page, "99th percentile latency");
  await expect(latency).toContainText(/(Verified|Failing)/, soon);
  await expect(latency).toContainText("< 100 ms");
  await expect(latency).toContainText(/[\d.]+ ms highest of 2 clusters, over 1m/);
  await latency.getByText(/Evidence of 2 clusters/).click();
  await expect(latency).toContainText("histogram_quantile(0.99");
  await expect(latency.getByRole("row", { name: /prod-hangzhou [\d.]+ ms/ })).toBeVisible();
  await expect(latency.getByRole("img", { name: /in the last 30 minutes/ })).toBeVisible(soon);
  await expectAccessible(page);
});

test("a target without data has no evidence, and is never green", async ({ page }) => {
  await open(page, "/cases/bank-core");
  const settled = target(page, "Transactions settled with other banks");
  await expect(settled).toContainText("No evidence");
  await expect(settled.locator('[data-tone="good"]')).toHaveCount(0);
});

test("the steps are found in the clusters, and what is missing is named", async ({ page }) => {
  await open(page, "/cases/bank-core");
  const steps = page.getByRole("region", { name: "Steps" });
  await expect(steps.getByRole("listitem").filter({ hasText: "Three control-plane nodes" }).last()).toContainText(
    "prod-hangzhou 3 of 3",
    soon,
  );
  await expect(steps.getByRole("listitem").filter({ hasText: "Gatekeeper is installed" }).last()).toContainText("Missing");
});

test("is evaluated on demand, by button and from the palette", async ({ page }) => {
  await open(page, "/cases/bank-core");
  await page.getByRole("button", { name: "Evaluate now" }).click();
  await expect(page.getByText("Bank core on Kubernetes was evaluated")).toBeVisible(soon);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("evaluate bank");
  await expect(page.getByRole("option", { name: "Evaluate Bank core on Kubernetes now" })).toBeVisible();
});

test.describe("a viewer", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("sees the verdicts, and is told why evaluating is not theirs", async ({ page }) => {
    await open(page, "/cases/bank-core");
    const evaluate = page.getByRole("button", { name: "Evaluate now" });
    await expect(evaluate).toHaveAttribute("aria-disabled", "true");
    await expect(evaluate).toHaveAccessibleDescription(/case:evaluate/);
  });
});

test.describe("on a phone, in Chinese and in the dark", () => {
  test.use({ viewport: { width: 360, height: 740 }, locale: "zh-CN", colorScheme: "dark" });

  test("a case is accessible and no wider than the screen", async ({ page }) => {
    await open(page, "/cases/bank-core");
    await expect(page.getByRole("heading", { level: 1, name: "银行核心系统云原生改造" })).toBeVisible();
    await expect(page.getByText("实测结果").first()).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  });
});
